package org.watchbill.auth.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.GrantType;
import org.watchbill.auth.token.Refusals;
import org.watchbill.auth.token.TokenAnswer;
import org.watchbill.auth.token.TokenClient;
import org.watchbill.auth.token.TokenRequest;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:token-exchange} (RFC 8693), for the gateway alone. */
public final class TokenExchangeGrant implements GrantType {

    public static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
    public static final String API_TOKEN_TYPE = "urn:watchbill:params:oauth:token-type:api-token";
    public static final String PASSWORD_TYPE = "urn:watchbill:params:oauth:token-type:password";

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Map<String, SubjectCheck> checks;
    private final AccessTokens accessTokens;
    private final Set<String> audiences;

    /** {@code checks} by the subject token types that are exchanged, {@code audiences} the services to exchange for. */
    public TokenExchangeGrant(Map<String, SubjectCheck> checks, AccessTokens accessTokens, Set<String> audiences) {
        this.checks = Map.copyOf(checks);
        this.accessTokens = accessTokens;
        this.audiences = Set.copyOf(audiences);
    }

    @Override
    public TokenAnswer answer(TokenRequest request) {
        TokenClient client = request.client();
        Parameters form = request.form();
        if (!client.equals(new TokenClient.Trusted(Program.Kind.MCP_GATEWAY))) {
            throw Refusals.unauthorized();
        }
        SubjectCheck subject = Optional.ofNullable(checks.get(form.required("subject_token_type")))
                .orElseThrow(() -> OAuthException.invalidRequest("Subject tokens of this type are not exchanged"));
        if (form.optional("requested_token_type")
                .filter(type -> !type.equals(ACCESS_TOKEN_TYPE))
                .isPresent()) {
            throw OAuthException.invalidRequest("Only access tokens are issued");
        }
        List<String> asked = form.all("audience");
        if (asked.isEmpty() || !audiences.containsAll(asked)) {
            throw new OAuthException(OAuthError.INVALID_TARGET, "The audience is missing or unknown");
        }
        return switch (subject.check(form.required("subject_token"))) {
            case ExchangeDecision.Accepted accepted -> issued(accepted, asked);
            case ExchangeDecision.Refused() ->
                throw OAuthException.invalidRequest("The subject token is invalid, expired or revoked");
            case ExchangeDecision.TooManyAttempts() ->
                throw new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "Too many attempts; wait a few minutes");
            case ExchangeDecision.SeveralOrganisations() ->
                throw new OAuthException(
                        OAuthError.INTERACTION_REQUIRED,
                        "The person belongs to several organisations and has to sign in or use an API token");
        };
    }

    private TokenAnswer issued(ExchangeDecision.Accepted accepted, List<String> audiences) {
        return TokenAnswer.of(accessTokens.issue(
                        accepted.subject().actingThrough(Program.Kind.MCP_GATEWAY),
                        audiences,
                        accepted.scopes(),
                        LIFETIME,
                        accepted.end()))
                .withIssuedTokenType(ACCESS_TOKEN_TYPE);
    }
}
