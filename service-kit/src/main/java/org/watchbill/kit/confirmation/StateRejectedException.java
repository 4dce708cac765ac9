package org.watchbill.kit.confirmation;

/** A {@code requestState} that was altered, is too old, or belongs to another caller, tool or set of arguments. */
public final class StateRejectedException extends RuntimeException {

    public StateRejectedException(String message) {
        super(message);
    }
}
