package org.watchbill.auth.oauth;

/** A request that breaks the protocol or is refused; the description may be shown to the sender. */
public final class OAuthException extends RuntimeException {

    private final OAuthError error;

    public OAuthException(OAuthError error, String description) {
        super(description);
        this.error = error;
    }

    public static OAuthException invalidRequest(String description) {
        return new OAuthException(OAuthError.INVALID_REQUEST, description);
    }

    public OAuthError error() {
        return error;
    }

    public String description() {
        return String.valueOf(getMessage());
    }
}
