package org.watchbill.auth.token;

import java.util.List;
import java.util.Set;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:token-exchange} (RFC 8693), for the gateway alone. */
public final class TokenExchangeGrant implements GrantType {

    static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    private final ExchangeToken exchangeToken;
    private final Set<String> audiences;

    public TokenExchangeGrant(ExchangeToken exchangeToken, Set<String> audiences) {
        this.exchangeToken = exchangeToken;
        this.audiences = Set.copyOf(audiences);
    }

    @Override
    public TokenAnswer answer(TokenClient client, Parameters form) {
        if (!client.equals(new TokenClient.Trusted(Program.Kind.MCP_GATEWAY))) {
            throw Refusals.unauthorized();
        }
        requireAccessToken(form.required("subject_token_type"));
        form.optional("requested_token_type").ifPresent(TokenExchangeGrant::requireAccessToken);
        List<String> asked = form.all("audience");
        if (asked.isEmpty() || !audiences.containsAll(asked)) {
            throw new OAuthException(OAuthError.INVALID_TARGET, "The audience is missing or unknown");
        }
        return exchangeToken
                .exchange(form.required("subject_token"), asked)
                .map(token -> TokenAnswer.of(token).withIssuedTokenType(ACCESS_TOKEN_TYPE))
                .orElseThrow(() -> OAuthException.invalidRequest("The subject token is invalid, expired or revoked"));
    }

    private static void requireAccessToken(String type) {
        if (!type.equals(ACCESS_TOKEN_TYPE)) {
            throw OAuthException.invalidRequest("Only access tokens are exchanged");
        }
    }
}
