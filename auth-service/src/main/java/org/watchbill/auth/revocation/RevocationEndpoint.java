package org.watchbill.auth.revocation;

import com.nimbusds.jwt.JWTClaimsSet;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.apitoken.GiveBackApiToken;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.grant.RevokeGrant;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.TokenClient;

/**
 * {@code POST /revoke}: any token of a connection ends the whole connection. API tokens belong to no client, so holding
 * one is enough to end it.
 */
public final class RevocationEndpoint {

    private final ClientAuthentication authentication;
    private final AccessTokens accessTokens;
    private final RevokeGrant revokeGrant;
    private final GiveBackApiToken giveBackApiToken;

    public RevocationEndpoint(
            ClientAuthentication authentication,
            AccessTokens accessTokens,
            RevokeGrant revokeGrant,
            GiveBackApiToken giveBackApiToken) {
        this.authentication = authentication;
        this.accessTokens = accessTokens;
        this.revokeGrant = revokeGrant;
        this.giveBackApiToken = giveBackApiToken;
    }

    public void revoke(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        form.refuseRepeated(Set.of());
        String token = form.required("token");
        if (GiveBackApiToken.concerns(token)) {
            giveBackApiToken.giveBack(token);
        } else {
            revokeOf(authentication.authenticate(request, form), token);
        }
        response.status(Status.OK_200).send();
    }

    private void revokeOf(TokenClient client, String token) {
        String clientId = id(client);
        Optional<JWTClaimsSet> claims = accessTokens.verify(token);
        RevokeGrant.Decision decision = claims.isEmpty()
                ? revokeGrant.byRefreshToken(token, clientId)
                : AccessTokens.connection(claims.get())
                        .map(grant -> revokeGrant.byId(grant, clientId))
                        .orElseThrow(RevocationEndpoint::unsupported);
        if (decision == RevokeGrant.Decision.FOREIGN) {
            throw new OAuthException(OAuthError.INVALID_GRANT, "The token is another client's");
        }
    }

    private static String id(TokenClient client) {
        return switch (client) {
            case TokenClient.Public(String id) -> id;
            case TokenClient.Registered(Client registered) -> registered.id();
            case TokenClient.Trusted(var kind) -> kind.id();
        };
    }

    private static OAuthException unsupported() {
        return new OAuthException(
                OAuthError.UNSUPPORTED_TOKEN_TYPE,
                "Access tokens of no connection live for minutes and are not revoked");
    }
}
