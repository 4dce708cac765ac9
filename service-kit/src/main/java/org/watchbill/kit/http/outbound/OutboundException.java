package org.watchbill.kit.http.outbound;

import org.jspecify.annotations.Nullable;

/** A call to the outside that was refused or brought no answer; the message names no address of the own network. */
public final class OutboundException extends RuntimeException {

    /** What went wrong. */
    public enum Reason {
        /** The URL is not one of https, with a host and without user name. */
        REFUSED_URL,
        /** The host is, or also is, on a network that is not public. */
        REFUSED_ADDRESS,
        /** The name is unknown, nothing listens, the certificate is not trusted, or the connection broke. */
        UNREACHABLE,
        TOO_SLOW,
        TOO_LARGE
    }

    private final Reason reason;

    OutboundException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    OutboundException(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }
}
