package org.watchbill.auth.exchange;

import com.nimbusds.jwt.JWTClaimsSet;
import io.helidon.dbclient.DbExecute;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.TokenSubject;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** Accepts an access token of a client as long as its grant, its person and the membership still stand. */
public final class CheckConnection implements SubjectCheck {

    /** The tables in which a connection must still stand. */
    public record Registers(Database database, Grants grants, People people) {}

    private final Registers registers;
    private final AccessTokens accessTokens;
    private final Set<String> gatewayResources;
    private final InstantSource time;

    public CheckConnection(
            Registers registers, AccessTokens accessTokens, Set<String> gatewayResources, InstantSource time) {
        this.registers = registers;
        this.accessTokens = accessTokens;
        this.gatewayResources = Set.copyOf(gatewayResources);
        this.time = time;
    }

    @Override
    public ExchangeDecision check(String subjectToken) {
        return accessTokens
                .verify(subjectToken, gatewayResources)
                .flatMap(this::standing)
                .<ExchangeDecision>map(accepted -> accepted)
                .orElseGet(ExchangeDecision.Refused::new);
    }

    private Optional<ExchangeDecision.Accepted> standing(JWTClaimsSet claims) {
        Instant now = time.instant();
        return registers.database().inTransaction(transaction -> {
            Optional<ExchangeDecision.Accepted> found = registers
                    .grants()
                    .alive(transaction, grantId(claims), now)
                    .flatMap(grant -> accepted(transaction, claims, grant));
            found.ifPresent(accepted -> registers.grants().use(transaction, grantId(claims), now));
            return found;
        });
    }

    private Optional<ExchangeDecision.Accepted> accepted(DbExecute reader, JWTClaimsSet claims, Grant grant) {
        return registers
                .people()
                .find(reader, grant.organisation(), grant.user())
                .map(person -> new ExchangeDecision.Accepted(
                        TokenSubject.person(grant.clientId(), grant.id().toString(), person),
                        access(claims, grant, person.membership().role()),
                        claims.getExpirationTime().toInstant()));
    }

    private static Set<String> access(JWTClaimsSet claims, Grant grant, Role role) {
        Set<String> scopes = new TreeSet<>(Set.of(text(claims, "scope").split(" ")));
        scopes.retainAll(grant.scopes());
        scopes.removeAll(Scopes.IDENTITY);
        return ScopeRules.effective(scopes, role);
    }

    private static Grant.Id grantId(JWTClaimsSet claims) {
        return new Grant.Id(UUID.fromString(text(claims, "grant")));
    }

    private static String text(JWTClaimsSet claims, String name) {
        try {
            return Optional.ofNullable(claims.getStringClaim(name))
                    .orElseThrow(() -> new IllegalStateException("An own token lacks a claim"));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
