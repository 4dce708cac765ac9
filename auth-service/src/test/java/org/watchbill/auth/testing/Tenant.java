package org.watchbill.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.watchbill.auth.apitoken.IssuedApiToken;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.ApiContract;
import org.watchbill.kit.testing.HttpCalls;
import tools.jackson.databind.JsonNode;

/** A new organisation with an administrator and a member, whose people call the REST API. */
public final class Tenant {

    /** A person of it; {@code token} is an API token with all rights that the role may have. */
    public record Person(UUID id, String email, IssuedApiToken token) {}

    private static final Set<String> ALL = allScopes();

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final ApiContract contract;
    private final UUID id = UUID.randomUUID();
    private final String slug = "t" + id.toString().substring(0, 8);
    private final Person admin;
    private final Person member;

    private Tenant(RunningAuth auth) {
        this.auth = auth;
        this.calls = auth.calls();
        this.contract = new ApiContract(calls.get("/openapi.json").json());
        auth.sql("INSERT INTO organisations (id, slug, name, zone, created_at) VALUES (CAST('" + id + "' AS uuid), '"
                + slug + "', 'Tenant " + slug + "', 'Europe/Lisbon', CURRENT_TIMESTAMP)");
        this.admin = add("admin");
        this.member = add("member");
    }

    public static Tenant in(RunningAuth auth) {
        return new Tenant(auth);
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public Person admin() {
        return admin;
    }

    public Person member() {
        return member;
    }

    public ApiContract contract() {
        return contract;
    }

    /** Another person of it. */
    public Person add(String role) {
        UUID user = UUID.randomUUID();
        String email = "p" + user.toString().substring(0, 13) + "@" + slug + ".example";
        auth.sql("INSERT INTO users (id, email, name, password_hash, created_at) VALUES (CAST('" + user
                + "' AS uuid), '" + email + "', 'Person " + email + "', 'none', CURRENT_TIMESTAMP)");
        join(user, role);
        return new Person(user, email, IssuedApiToken.insert(auth, user, id, ALL));
    }

    /** Puts somebody into it who has an account already. */
    public void join(UUID user, String role) {
        auth.sql("INSERT INTO memberships (organisation_id, user_id, role, created_at) VALUES (CAST('" + id
                + "' AS uuid), CAST('" + user + "' AS uuid), '" + role + "', CURRENT_TIMESTAMP)");
    }

    /** Links {@code person} to an identity of the organisation's provider, made if there is none; answers the person's id. */
    public UUID link(Person person) {
        String provider = "(SELECT id FROM identity_providers WHERE organisation_id = CAST('" + id + "' AS uuid))";
        auth.sql("INSERT INTO identity_providers (id, organisation_id, name, issuer, client_id, sealed_secret, version,"
                + " changed_at) SELECT CAST('" + UUID.randomUUID() + "' AS uuid), CAST('" + id
                + "' AS uuid), 'Staff', 'https://login.example', 'watchbill', 'none', 1, CURRENT_TIMESTAMP"
                + " WHERE NOT EXISTS " + provider);
        auth.sql("INSERT INTO external_identities (provider_id, subject, user_id, linked_at) VALUES (" + provider
                + ", '" + person.id() + "', CAST('" + person.id() + "' AS uuid), CURRENT_TIMESTAMP)");
        return person.id();
    }

    /** Gives {@code person} an app, a recovery code and a passkey; answers the person's id. */
    public UUID addFactors(Person person) {
        auth.sql("INSERT INTO totp_factors (user_id, sealed_secret, last_step, created_at, last_used_at) VALUES (CAST('"
                + person.id() + "' AS uuid), 'sealed', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        auth.sql("INSERT INTO recovery_codes (user_id, secret_hash) VALUES (CAST('" + person.id()
                + "' AS uuid), 'hash')");
        return addPasskey(person);
    }

    /** One that nobody can use; answers the person's id. */
    public UUID addPasskey(Person person) {
        UUID passkey = UUID.randomUUID();
        auth.sql("INSERT INTO passkeys (id, user_id, credential_id, credential, name, sign_count, backup_eligible,"
                + " created_at) VALUES (CAST('" + passkey + "' AS uuid), CAST('" + person.id() + "' AS uuid), '"
                + passkey + "', 'none', 'Phone', 0, FALSE, CURRENT_TIMESTAMP)");
        return person.id();
    }

    /** A connection of {@code person} through a client of its own. */
    public UUID connect(Person person) {
        UUID grant = UUID.randomUUID();
        auth.sql("INSERT INTO clients (id, name, redirect_uris, created_at, seen_at) VALUES ('client-" + grant
                + "', 'Client " + slug + "', '[]', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        auth.sql(
                "INSERT INTO grants (id, user_id, client_id, organisation_id, scope, resource, signed_in_at, created_at,"
                        + " expires_at) VALUES (CAST('" + grant + "' AS uuid), CAST('" + person.id()
                        + "' AS uuid), 'client-"
                        + grant + "', CAST('" + id + "' AS uuid), 'schedule:read', '" + RunningAuth.GATEWAY
                        + "', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, TIMESTAMP '2099-01-01 00:00:00')");
        return grant;
    }

    /** An open invitation of somebody new. */
    public UUID invite() {
        UUID invitation = UUID.randomUUID();
        auth.sql(
                "INSERT INTO invitations (id, organisation_id, email, name, role, invited_by, secret_hash, mailed, sent_at,"
                        + " expires_at) VALUES (CAST('" + invitation + "' AS uuid), CAST('" + id + "' AS uuid), 'i"
                        + invitation.toString().substring(0, 13) + "@" + slug + ".example', '', 'member', '"
                        + admin.id()
                        + "', '" + invitation
                        + "', FALSE, TIMESTAMP '2026-11-20 09:00:00', TIMESTAMP '2026-12-10 09:00:00')");
        return invitation;
    }

    /** A client that the organisation registered, with a secret. */
    public UUID addClient() {
        UUID client = UUID.randomUUID();
        auth.sql("INSERT INTO clients (id, kind, name, redirect_uris, created_at, seen_at, auth_method, secret_hash,"
                + " organisation_id) VALUES ('" + client + "', 'registered', 'Client " + client
                + "', '[\"https://app.example/callback\"]', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,"
                + " 'client_secret_basic', '" + SecretHash.of("secret of " + client) + "', CAST('" + id
                + "' AS uuid))");
        return client;
    }

    public UUID addServiceAccount() {
        UUID account = UUID.randomUUID();
        auth.sql("INSERT INTO service_accounts (id, organisation_id, name, role, version, created_at) VALUES (CAST('"
                + account + "' AS uuid), CAST('" + id + "' AS uuid), 'Program " + account
                + "', 'member', 1, CURRENT_TIMESTAMP)");
        return account;
    }

    public boolean isAlive(UUID grant) {
        return auth.database()
                .read(reader -> new Grants()
                        .alive(reader, new Grant.Id(grant), auth.time().instant()))
                .isPresent();
    }

    public ApiClient as(Person person) {
        return new ApiClient(calls, contract, person.token().secret());
    }

    /** Somebody with just these scopes. */
    public ApiClient as(Person person, String... scopes) {
        return new ApiClient(
                calls,
                contract,
                IssuedApiToken.insert(auth, person.id(), id, Set.of(scopes)).secret());
    }

    /** The operator, acting for this organisation with all rights. */
    public ApiClient operator() {
        return operator(String.join(" ", ALL));
    }

    public ApiClient operator(String scope) {
        return new ApiClient(calls, contract, operatorToken(RunningAuth.ISSUER + "/api", scope));
    }

    /** The operator's token for {@code resource} in this organisation. */
    public String operatorToken(String resource, String scope) {
        HttpCalls.Answer answer = calls.postForm(
                "/token",
                OAuthClient.basic("watchbill-cli"),
                Browser.encode(
                        "grant_type",
                        "client_credentials",
                        "resource",
                        resource,
                        "organisation",
                        slug,
                        "scope",
                        scope));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("access_token").stringValue();
    }

    /** Operation, outcome and code of each event of the organisation that waits in the outbox, in their order. */
    public List<String> audited() {
        return events().stream()
                .map(event -> String.join(
                                " ",
                                event.path("operation").stringValue(),
                                event.path("outcome").stringValue(),
                                event.path("code").stringValue(""))
                        .strip())
                .toList();
    }

    public List<JsonNode> events() {
        return auth
                .database()
                .read(reader -> reader.createQuery("SELECT event FROM outbox ORDER BY sequence_number")
                        .execute()
                        .map(row ->
                                Json.parse(row.column("event").get(String.class).getBytes(StandardCharsets.UTF_8)))
                        .toList())
                .stream()
                .filter(event -> event.path("organisation_id").stringValue().equals(id.toString()))
                .toList();
    }

    /** The rows of the tables that the API can change, as far as they belong to the organisation or its first people. */
    public Map<String, String> rows() {
        return Map.of(
                "organisations", mine("organisations"),
                "users", mine("users"),
                "memberships", mine("memberships"),
                "grants", mine("grants"),
                "api_tokens", mine("api_tokens"),
                "invitations", mine("invitations"),
                "service_accounts", mine("service_accounts"));
    }

    private String mine(String table) {
        StringBuilder rows = new StringBuilder();
        auth.content(table)
                .lines()
                .filter(this::isMine)
                .sorted()
                .forEach(row -> rows.append(row).append('\n'));
        return rows.toString();
    }

    private boolean isMine(String row) {
        return row.contains(id.toString())
                || row.contains(admin.id().toString())
                || row.contains(member.id().toString());
    }

    private static Set<String> allScopes() {
        Set<String> names = new TreeSet<>();
        Scopes.ofAccounts().stream().map(Scope::name).forEach(names::add);
        return names;
    }
}
