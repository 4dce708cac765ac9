package org.watchbill.auth.token;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.watchbill.auth.account.User;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.token.Role;

/**
 * On whose behalf a token speaks.
 *
 * @param grant claim {@code grant}: what the audit log names as the means
 * @param claims further claims of this service's own
 */
public record TokenSubject(String subject, String clientId, String grant, Map<String, Object> claims) {

    public TokenSubject {
        claims = Map.copyOf(claims);
    }

    /** A person at the gateway: no personal data, because the client can read the token. */
    static TokenSubject connection(Grant grant) {
        return new TokenSubject(
                grant.user().toString(),
                grant.clientId(),
                grant.id().toString(),
                Map.of("org", grant.organisation().toString()));
    }

    /** A person at a service, with what the service must know of them. */
    public static TokenSubject person(String clientId, String grant, Person person) {
        User user = person.user();
        Membership membership = person.membership();
        Map<String, Object> claims = tenant(membership.organisation(), membership.role());
        claims.put("name", user.name());
        claims.put("email", user.email());
        return new TokenSubject(user.id().toString(), clientId, grant, claims);
    }

    /** A program of an organisation, which has no e-mail address. */
    public static TokenSubject serviceAccount(
            String clientId, String grant, ServiceAccount account, Organisation organisation) {
        Map<String, Object> claims = tenant(organisation, account.role());
        claims.put("name", account.name());
        return new TokenSubject(account.subject(), clientId, grant, claims);
    }

    /** The operator's command-line tool, which acts as an administrator of one organisation. */
    static TokenSubject operator(Organisation organisation) {
        Map<String, Object> claims = tenant(organisation, Role.ADMIN);
        claims.put("name", "Operator");
        return program(Program.Kind.OPERATOR, claims);
    }

    /** A client that acts in its own name in the organisation that registered it. */
    static TokenSubject registered(Client client, Organisation organisation, Role role) {
        Map<String, Object> claims = tenant(organisation, role);
        claims.put("name", client.name());
        return new TokenSubject("client:" + client.id(), client.id(), RandomSecret.nextId(), claims);
    }

    /** One of the suite's own services, in no organisation. */
    static TokenSubject service(Program.Kind kind) {
        return program(kind, Map.of());
    }

    /** The same, for the holder of a key alone (RFC 9449 section 6.1). */
    public TokenSubject boundTo(String key) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("cnf", Map.of("jkt", key));
        return new TokenSubject(subject, clientId, grant, all);
    }

    public boolean isBound() {
        return claims.containsKey("cnf");
    }

    public TokenSubject actingThrough(Program.Kind actor) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("act", Map.of("sub", "client:" + actor.id()));
        return new TokenSubject(subject, clientId, grant, all);
    }

    private static TokenSubject program(Program.Kind kind, Map<String, Object> claims) {
        return new TokenSubject("client:" + kind.id(), kind.id(), RandomSecret.nextId(), claims);
    }

    private static Map<String, Object> tenant(Organisation organisation, Role role) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("org", organisation.id().toString());
        claims.put("org_name", organisation.name());
        claims.put("org_zone", organisation.zone().getId());
        claims.put("role", role.name().toLowerCase(Locale.ROOT));
        return claims;
    }
}
