package org.watchbill.auth.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.database.Database;

/**
 * {@code grant_type=client_credentials}. For the suite's own programs: services may append to the audit log, the operator's
 * tool may act as an administrator of one organisation. For clients of an organisation: what its administrator allowed.
 */
public final class ClientCredentialsGrant implements GrantType {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String AUDIT_AUDIENCE = "audit-service";
    private static final String AUDIT_APPEND = "audit:append";

    private final Database database;
    private final Organisations organisations;
    private final AccessTokens accessTokens;
    private final Resources resources;
    private final RegisteredClients registeredClients = new RegisteredClients();

    public ClientCredentialsGrant(
            Database database, Organisations organisations, AccessTokens accessTokens, Resources resources) {
        this.database = database;
        this.organisations = organisations;
        this.accessTokens = accessTokens;
        this.resources = resources;
    }

    @Override
    public TokenAnswer answer(TokenRequest request) {
        TokenClient client = request.client();
        Parameters form = request.form();
        return switch (client) {
            case TokenClient.Public unproven -> throw Refusals.unauthorized();
            case TokenClient.Registered(Client registered) -> ownRights(registered, request);
            case TokenClient.Trusted(Program.Kind kind) ->
                switch (kind) {
                    case OPERATOR -> operator(form);
                    case SCHEDULE_SERVICE, AUDIT_SERVICE -> auditWriter(kind, form);
                    case AUTH_SERVICE, MCP_GATEWAY -> throw Refusals.unauthorized();
                };
        };
    }

    /** What an administrator let the client do in its own name, narrowed to what it asks for. */
    private TokenAnswer ownRights(Client client, TokenRequest request) {
        Parameters form = request.form();
        if (!client.mayUse("client_credentials")) {
            throw Refusals.unauthorized();
        }
        RegisteredClient registered = database.read(reader -> registeredClients.find(reader, client.id()))
                .orElseThrow(Refusals::unauthorized);
        Organisation organisation = database.read(reader -> organisations.find(reader, registered.organisation()))
                .orElseThrow(Refusals::unauthorized);
        Set<String> asked = ScopeRules.normalised(form.words("scope"));
        Set<String> granted = registered.own().scopes().stream()
                .filter(scope -> asked.isEmpty() || asked.contains(scope))
                .collect(toUnmodifiableSet());
        if (granted.isEmpty()) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "The client has none of these scopes");
        }
        TokenSubject subject =
                TokenSubject.registered(client, organisation, registered.own().role());
        return TokenAnswer.of(accessTokens.issue(
                request.key().map(subject::boundTo).orElse(subject),
                List.of(resources.requested(form)),
                granted,
                LIFETIME,
                Instant.MAX));
    }

    private TokenAnswer auditWriter(Program.Kind kind, Parameters form) {
        if (!form.required("audience").equals(AUDIT_AUDIENCE)) {
            throw new OAuthException(OAuthError.INVALID_TARGET, "The audience is unknown");
        }
        if (!form.words("scope").equals(Set.of(AUDIT_APPEND))) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "The scope must be " + AUDIT_APPEND);
        }
        return TokenAnswer.of(auditWriter(kind, accessTokens));
    }

    /** A token with which this service delivers its own audit events. */
    public static String ofThisService(AccessTokens accessTokens) {
        return auditWriter(Program.Kind.AUTH_SERVICE, accessTokens).value();
    }

    private static AccessToken auditWriter(Program.Kind kind, AccessTokens accessTokens) {
        return accessTokens.issue(
                TokenSubject.service(kind), List.of(AUDIT_AUDIENCE), Set.of(AUDIT_APPEND), LIFETIME, Instant.MAX);
    }

    private TokenAnswer operator(Parameters form) {
        String resource = resources.requested(form);
        if (resources.ofGateway().contains(resource)) {
            throw new OAuthException(OAuthError.INVALID_TARGET, "The resource must be a service's API");
        }
        Set<String> asked = ScopeRules.normalised(form.words("scope"));
        Organisation organisation = organisation(form);
        return TokenAnswer.of(accessTokens.issue(
                TokenSubject.operator(organisation),
                List.of(resource),
                asked.isEmpty() ? Scopes.DEFAULTS : asked,
                LIFETIME,
                Instant.MAX));
    }

    private Organisation organisation(Parameters form) {
        List<Organisation> found = form.optional("organisation")
                .map(slug -> database.read(reader -> organisations.withSlug(reader, slug)))
                .orElseGet(() -> database.read(reader -> organisations.first(reader, 2)));
        if (found.size() != 1) {
            throw OAuthException.invalidRequest(
                    form.optional("organisation").isPresent()
                            ? "The organisation is unknown"
                            : "Name the organisation by its slug: there is not exactly one");
        }
        return found.getFirst();
    }
}
