package org.watchbill.auth.exchange;

import com.nimbusds.jwt.JWTClaimsSet;
import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        return AccessTokens.connection(claims).flatMap(id -> standing(claims, id));
    }

    private Optional<ExchangeDecision.Accepted> standing(JWTClaimsSet claims, Grant.Id id) {
        Instant now = time.instant();
        return registers.database().inTransaction(transaction -> {
            Optional<ExchangeDecision.Accepted> found = registers
                    .grants()
                    .alive(transaction, id, now)
                    .flatMap(grant -> accepted(transaction, claims, grant));
            found.ifPresent(accepted -> registers.grants().use(transaction, id, now));
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
        Set<String> scopes = new TreeSet<>(AccessTokens.scopes(claims));
        scopes.retainAll(grant.scopes());
        scopes.removeAll(Scopes.IDENTITY);
        return ScopeRules.effective(scopes, role);
    }
}
