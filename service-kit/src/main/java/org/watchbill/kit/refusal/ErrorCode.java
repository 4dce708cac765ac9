package org.watchbill.kit.refusal;

import java.util.Locale;

/** The error codes that tools and REST share; {@link #retryable} says whether the same call may succeed later. */
public enum ErrorCode {
    INVALID_ARGUMENT(400, false),
    UNAUTHENTICATED(401, false),
    INSUFFICIENT_SCOPE(403, false),
    FORBIDDEN_ROLE(403, false),
    NOT_FOUND(404, false),
    CONFLICT(409, false),
    VERSION_CONFLICT(412, false),
    VERSION_REQUIRED(428, false),
    SLOT_UNAVAILABLE(409, false),
    NOT_CONFIRMED(409, false),
    CONFIRMATION_FAILED(409, false),
    QUOTA_EXCEEDED(403, false),
    RATE_LIMITED(429, true),
    PROVIDER_UNAVAILABLE(502, true),
    SERVICE_UNAVAILABLE(503, true),
    INTERNAL(500, true);

    private final int status;
    private final boolean retryable;

    ErrorCode(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    /** The HTTP status in REST answers. */
    public int status() {
        return status;
    }

    public boolean retryable() {
        return retryable;
    }

    /** The code as it stands in JSON, such as {@code version_conflict}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
