package org.watchbill.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** Makes an internal token of a client's token, as long as its grant, its person and the membership still stand. */
public final class ExchangeToken {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** The tables in which a connection must still stand. */
    public record Registers(Database database, Grants grants, Users users, Memberships memberships) {}

    private final Registers registers;
    private final AccessTokens accessTokens;
    private final Set<String> gatewayResources;
    private final InstantSource time;

    public ExchangeToken(
            Registers registers, AccessTokens accessTokens, Set<String> gatewayResources, InstantSource time) {
        this.registers = registers;
        this.accessTokens = accessTokens;
        this.gatewayResources = Set.copyOf(gatewayResources);
        this.time = time;
    }

    Optional<AccessToken> exchange(String subjectToken, List<String> audiences) {
        return accessTokens
                .verify(subjectToken, gatewayResources)
                .flatMap(claims -> standing(claims)
                        .map(person -> accessTokens.issue(
                                person.subject().actingThrough(Program.Kind.MCP_GATEWAY),
                                audiences,
                                person.scopes(),
                                LIFETIME,
                                claims.getExpirationTime().toInstant())));
    }

    private record Standing(TokenSubject subject, Set<String> scopes) {}

    private Optional<Standing> standing(JWTClaimsSet claims) {
        Instant now = time.instant();
        return registers
                .database()
                .read(reader -> registers
                        .grants()
                        .alive(reader, grantId(claims), now)
                        .flatMap(grant -> registers
                                .users()
                                .find(reader, grant.user())
                                .flatMap(user -> registers
                                        .memberships()
                                        .find(reader, grant.organisation(), grant.user())
                                        .map(membership -> new Standing(
                                                TokenSubject.person(grant, user, membership),
                                                access(claims, grant, membership.role()))))));
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
