package org.watchbill.kit.confirmation;

/**
 * A {@code requestState} that was altered, is too old, or belongs to another caller, tool or set of arguments; the
 * message is always the same.
 */
public final class StateRejectedException extends RuntimeException {

    public StateRejectedException() {
        super("The request state is not valid, or not any more");
    }
}
