package org.watchbill.auth.token;

import org.watchbill.auth.client.Client;
import org.watchbill.auth.grant.Redemption;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;

/** Turns what the rules refuse into the protocol's errors. */
public final class Refusals {

    private Refusals() {}

    static Redemption.Accepted accepted(Redemption redemption) {
        return switch (redemption) {
            case Redemption.Accepted accepted -> accepted;
            case Redemption.Refused() ->
                throw new OAuthException(OAuthError.INVALID_GRANT, "The grant is invalid, expired, used or revoked");
            case Redemption.ScopeTooWide() ->
                throw new OAuthException(OAuthError.INVALID_SCOPE, "The scope is wider than what was granted");
            case Redemption.OtherResource() ->
                throw new OAuthException(OAuthError.INVALID_TARGET, "The grant is for another resource");
        };
    }

    /** The id of a client that acts for people by {@code grantType}. */
    public static String forPeople(TokenClient client, String grantType) {
        return switch (client) {
            case TokenClient.Public(String id) -> id;
            case TokenClient.Registered(Client registered) -> {
                if (!registered.mayUse(grantType)) {
                    throw unauthorized();
                }
                yield registered.id();
            }
            case TokenClient.Trusted trusted -> throw unauthorized();
        };
    }

    public static OAuthException unauthorized() {
        return new OAuthException(OAuthError.UNAUTHORIZED_CLIENT, "This client may not use this grant type");
    }
}
