package org.watchbill.auth.apitoken;

/** The id and the secret of a token that is about to be made. */
public record NewApiToken(ApiToken.Id id, String secret) {

    public static NewApiToken next() {
        return new NewApiToken(ApiToken.Id.next(), ApiTokenText.next());
    }

    @Override
    public String toString() {
        return "NewApiToken[" + id + "]";
    }
}
