package org.watchbill.auth.provider.remote;

import org.jspecify.annotations.Nullable;

/** A provider gave no usable answer. The message is for the log and the administrator; it quotes nothing of the answer. */
public final class ProviderException extends RuntimeException {

    public ProviderException(String message) {
        this(message, null);
    }

    ProviderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
