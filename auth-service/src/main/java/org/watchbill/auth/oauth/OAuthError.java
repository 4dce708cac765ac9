package org.watchbill.auth.oauth;

import java.util.Locale;

/** The error codes of RFC 6749, 7009, 7591, 8628, 8707 and OpenID Connect Core that this server answers with. */
public enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_TOKEN(401),
    INVALID_GRANT(400),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    UNSUPPORTED_RESPONSE_TYPE(400),
    UNSUPPORTED_TOKEN_TYPE(400),
    INVALID_SCOPE(400),
    INVALID_TARGET(400),
    /** RFC 9449 section 5. */
    INVALID_DPOP_PROOF(400),
    ACCESS_DENIED(400),
    AUTHORIZATION_PENDING(400),
    SLOW_DOWN(400),
    EXPIRED_TOKEN(400),
    LOGIN_REQUIRED(400),
    CONSENT_REQUIRED(400),
    INTERACTION_REQUIRED(400),
    REQUEST_NOT_SUPPORTED(400),
    REQUEST_URI_NOT_SUPPORTED(400),
    INVALID_REDIRECT_URI(400),
    INVALID_CLIENT_METADATA(400),
    TEMPORARILY_UNAVAILABLE(429);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    /** The HTTP status when the error is the answer itself and not part of a redirect. */
    public int status() {
        return status;
    }

    /** The code as it stands in answers, such as {@code invalid_grant}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
