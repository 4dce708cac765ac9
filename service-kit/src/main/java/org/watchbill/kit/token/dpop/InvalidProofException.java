package org.watchbill.kit.token.dpop;

import org.jspecify.annotations.Nullable;

/** A DPoP proof that proves nothing; the message may be shown to the client. */
public final class InvalidProofException extends RuntimeException {

    public InvalidProofException(String message) {
        this(message, null);
    }

    InvalidProofException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
