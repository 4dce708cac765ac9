package org.watchbill.gateway.shared;

/** The store of the shared state does not answer; the same request may work later. */
public final class SharedStateException extends RuntimeException {

    public SharedStateException(String message) {
        super(message);
    }

    SharedStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
