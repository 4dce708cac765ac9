package org.watchbill.auth.exchange;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.TokenSubject;
import org.watchbill.kit.database.Database;

/** Accepts an access token that a client has in its own name, as long as the client is known. */
public final class CheckProgram implements SubjectCheck {

    private static final Set<String> OWN_CLAIMS = Set.of("org", "org_name", "org_zone", "role", "name");

    private final Database database;
    private final Clients clients;
    private final AccessTokens accessTokens;
    private final Set<String> audiences;

    public CheckProgram(Database database, Clients clients, AccessTokens accessTokens, Set<String> audiences) {
        this.database = database;
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.audiences = Set.copyOf(audiences);
    }

    @Override
    public ExchangeDecision check(String subjectToken) {
        return accessTokens
                .verify(subjectToken, audiences)
                .filter(claims -> claims.getSubject().startsWith("client:"))
                .filter(claims -> isKnown(claims.getSubject().substring("client:".length())))
                .<ExchangeDecision>map(CheckProgram::accepted)
                .orElseGet(ExchangeDecision.Refused::new);
    }

    private boolean isKnown(String id) {
        return Arrays.stream(Program.Kind.values()).anyMatch(kind -> kind.id().equals(id))
                || database.read(reader -> clients.find(reader, id)).isPresent();
    }

    private static ExchangeDecision.Accepted accepted(JWTClaimsSet claims) {
        Map<String, Object> own = new LinkedHashMap<>();
        claims.getClaims().forEach((name, value) -> {
            if (OWN_CLAIMS.contains(name)) {
                own.put(name, value);
            }
        });
        return new ExchangeDecision.Accepted(
                new TokenSubject(
                        claims.getSubject(),
                        AccessTokens.text(claims, "client_id"),
                        AccessTokens.text(claims, "grant"),
                        own),
                AccessTokens.scopes(claims),
                claims.getExpirationTime().toInstant());
    }
}
