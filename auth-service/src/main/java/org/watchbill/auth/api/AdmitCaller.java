package org.watchbill.auth.api;

import com.nimbusds.jwt.JWTClaimsSet;
import io.helidon.dbclient.DbExecute;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.apitoken.ApiToken;
import org.watchbill.auth.apitoken.UseApiToken;
import org.watchbill.auth.apitoken.UsedToken;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** Whose a token is, as the database has it at this moment: grant, person, membership and role. */
public final class AdmitCaller {

    /** What begins the subject of programs. */
    private static final String CLIENT = "client:";

    /** The operator's tool, which acts in the one organisation that its token names. */
    static final String OPERATOR = CLIENT + Program.Kind.OPERATOR.id();

    /** What begins the client id of callers who hold an API token. */
    private static final String API_TOKEN = "api-token:";

    /** The tables in which a caller must still stand. */
    public record Registers(
            Database database, Grants grants, People people, Organisations organisations, RegisteredClients clients) {}

    private final Registers registers;
    private final AccessTokens accessTokens;
    private final UseApiToken useApiToken;
    private final String audience;
    private final InstantSource time;

    /** {@code audience} is the resource that access tokens must be for. */
    public AdmitCaller(
            Registers registers,
            AccessTokens accessTokens,
            UseApiToken useApiToken,
            String audience,
            InstantSource time) {
        this.registers = registers;
        this.accessTokens = accessTokens;
        this.useApiToken = useApiToken;
        this.audience = audience;
        this.time = time;
    }

    /** Empty when the token is not good here, for whatever reason. */
    public Optional<Caller> admit(String token) {
        if (token.startsWith("wb_")) {
            return useApiToken.use(token).map(AdmitCaller::holder);
        }
        Instant now = time.instant();
        return accessTokens
                .verify(token, Set.of(audience))
                .flatMap(claims -> registers.database().read(reader -> standing(reader, claims, now)));
    }

    private static Caller holder(UsedToken used) {
        String id = used.token().id().toString();
        String client = API_TOKEN + id;
        return switch (used) {
            case UsedToken.ByPerson(ApiToken token, Person person) -> caller(person, token.scopes(), client, id);
            case UsedToken.ByService(ApiToken token, ServiceAccount account, Organisation organisation) ->
                new Caller(
                        account.subject(),
                        tenant(organisation),
                        account.role(),
                        ScopeRules.effective(token.scopes(), account.role()),
                        client,
                        id,
                        new Caller.Profile(account.name(), Optional.empty()));
        };
    }

    private Optional<Caller> standing(DbExecute reader, JWTClaimsSet claims, Instant now) {
        if (claims.getSubject().startsWith(CLIENT)) {
            return OPERATOR.equals(claims.getSubject()) ? operator(reader, claims) : client(reader, claims);
        }
        return Identifiers.uuid(text(claims, "grant"))
                .flatMap(grant -> registers.grants().alive(reader, new Grant.Id(grant), now))
                .filter(grant -> grant.user().toString().equals(claims.getSubject()))
                .flatMap(grant -> registers
                        .people()
                        .find(reader, grant.organisation(), grant.user())
                        .map(person -> connection(claims, grant, person)));
    }

    private Optional<Caller> operator(DbExecute reader, JWTClaimsSet claims) {
        return Identifiers.uuid(text(claims, "org"))
                .map(Organisation.Id::new)
                .flatMap(id -> registers.organisations().find(reader, id))
                .map(organisation -> new Caller(
                        OPERATOR,
                        tenant(organisation),
                        Role.ADMIN,
                        scopes(claims),
                        Program.Kind.OPERATOR.id(),
                        text(claims, "grant"),
                        new Caller.Profile("Operator", Optional.empty())));
    }

    /** A client of the organisation in its own name, with what it may do by now. */
    private Optional<Caller> client(DbExecute reader, JWTClaimsSet claims) {
        String id = claims.getSubject().substring(CLIENT.length());
        return registers
                .clients()
                .find(reader, id)
                .filter(client -> client.client().mayUse("client_credentials"))
                .filter(client -> client.organisation().toString().equals(text(claims, "org")))
                .flatMap(client -> registers
                        .organisations()
                        .find(reader, client.organisation())
                        .map(organisation -> inOwnName(client, organisation, claims)));
    }

    private static Caller inOwnName(RegisteredClient client, Organisation organisation, JWTClaimsSet claims) {
        Set<String> scopes = new TreeSet<>(scopes(claims));
        scopes.retainAll(client.own().scopes());
        Role role = client.own().role();
        return new Caller(
                claims.getSubject(),
                tenant(organisation),
                role,
                ScopeRules.effective(scopes, role),
                client.client().id(),
                text(claims, "grant"),
                new Caller.Profile(client.client().name(), Optional.empty()));
    }

    private static Caller connection(JWTClaimsSet claims, Grant grant, Person person) {
        Set<String> scopes = new TreeSet<>(scopes(claims));
        scopes.retainAll(grant.scopes());
        return caller(person, scopes, grant.clientId(), grant.id().toString());
    }

    private static Caller caller(Person person, Set<String> scopes, String clientId, String tokenId) {
        Role role = person.membership().role();
        return new Caller(
                person.user().id().toString(),
                tenant(person.membership().organisation()),
                role,
                ScopeRules.effective(scopes, role),
                clientId,
                tokenId,
                new Caller.Profile(
                        person.user().name(), Optional.of(person.user().email())));
    }

    private static Caller.Organisation tenant(Organisation organisation) {
        return new Caller.Organisation(organisation.id().value(), organisation.name(), organisation.zone());
    }

    private static Set<String> scopes(JWTClaimsSet claims) {
        return Set.of(text(claims, "scope").split(" "));
    }

    /** The claim; empty when there is none. */
    private static String text(JWTClaimsSet claims, String name) {
        try {
            return Optional.ofNullable(claims.getStringClaim(name)).orElse("");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
