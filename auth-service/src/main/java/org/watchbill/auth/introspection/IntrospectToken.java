package org.watchbill.auth.introspection;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.exchange.ExchangeDecision;
import org.watchbill.auth.exchange.SubjectCheck;
import org.watchbill.auth.token.AccessTokens;

/** Finds out what a token is worth to the service that it was brought to; to all others it is worth nothing. */
public final class IntrospectToken {

    /**
     * What one service may ask about.
     *
     * @param audience its resource
     * @param audiences the resources for which access tokens are brought to it
     * @param accessTokens recognises those
     */
    public record Desk(String audience, Set<String> audiences, SubjectCheck accessTokens) {

        public Desk {
            audiences = Set.copyOf(audiences);
        }
    }

    private final Map<Program.Kind, Desk> desks;
    private final AccessTokens accessTokens;
    private final SubjectCheck apiTokens;

    public IntrospectToken(Map<Program.Kind, Desk> desks, AccessTokens accessTokens, SubjectCheck apiTokens) {
        this.desks = Map.copyOf(desks);
        this.accessTokens = accessTokens;
        this.apiTokens = apiTokens;
    }

    Optional<Introspected> introspect(Program.Kind service, String token) {
        return Optional.ofNullable(desks.get(service)).flatMap(desk -> introspect(desk, token));
    }

    private Optional<Introspected> introspect(Desk desk, String token) {
        Optional<JWTClaimsSet> claims = accessTokens.verify(token, desk.audiences());
        if (claims.isEmpty()) {
            return accepted(apiTokens.check(token), desk.audience());
        }
        String audience = claims.get().getAudience().stream()
                .filter(desk.audiences()::contains)
                .findFirst()
                .orElseThrow();
        return accepted(desk.accessTokens().check(token), audience)
                .map(found -> AccessTokens.key(claims.get()).map(found::boundTo).orElse(found));
    }

    private static Optional<Introspected> accepted(ExchangeDecision decision, String audience) {
        return switch (decision) {
            case ExchangeDecision.Accepted(var subject, var scopes, var end) ->
                Optional.of(new Introspected(subject, audience, scopes, end));
            case ExchangeDecision.Refused() -> Optional.empty();
            case ExchangeDecision.TooManyAttempts() -> Optional.empty();
            case ExchangeDecision.SeveralOrganisations() -> Optional.empty();
        };
    }
}
