package org.watchbill.kit.http;

import org.jspecify.annotations.Nullable;

/** A back-end service did not answer. */
public final class BackendException extends RuntimeException {

    private final boolean nothingSent;

    public BackendException(String message, boolean nothingSent, @Nullable Throwable cause) {
        super(message, cause);
        this.nothingSent = nothingSent;
    }

    public BackendException(String message, boolean nothingSent) {
        super(message);
        this.nothingSent = nothingSent;
    }

    /** True when the request certainly never left, as on a refused connection; then even a write may be repeated. */
    public boolean nothingSent() {
        return nothingSent;
    }
}
