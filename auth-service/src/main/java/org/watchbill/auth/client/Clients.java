package org.watchbill.auth.client;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbStatementDml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;

/** The clients table, whatever their kind. */
public final class Clients {

    /** How exactly it is remembered when a client was last seen. */
    private static final Duration SEEN_EVERY = Duration.ofDays(1);

    /** A client that registered itself; {@code fingerprint} is that of its metadata when equal registrations share it. */
    void insert(DbExecute transaction, Client client, Optional<String> fingerprint) {
        described(transaction.createInsert("""
                        INSERT INTO clients (
                          id, kind, fingerprint, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash,
                          jwks, jwks_uri, grant_types, created_at, seen_at)
                        VALUES (
                          :id, :kind, :fingerprint, :name, :redirectUris, :postLogoutRedirectUris, :authMethod, :secretHash,
                          :jwks, :jwksUri, :grantTypes, :createdAt, :createdAt)
                        """), client)
                .addParam("kind", client.kind().name().toLowerCase(Locale.ROOT))
                .addParam("fingerprint", Columns.nullable(fingerprint))
                .addParam("createdAt", Columns.parameter(client.registeredAt()))
                .execute();
    }

    public Optional<Client> find(DbExecute reader, String id) {
        return reader.createGet("""
                        SELECT id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, created_at
                        FROM clients
                        WHERE id = :id
                        """).addParam("id", id).execute().map(ClientRows::client);
    }

    Optional<Client> withFingerprint(DbExecute reader, String fingerprint) {
        return reader.createGet("""
                        SELECT id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, created_at
                        FROM clients
                        WHERE fingerprint = :fingerprint
                        """)
                .addParam("fingerprint", fingerprint)
                .execute()
                .map(ClientRows::client);
    }

    /** The only organisation in which an administrator's client can be used; empty for clients of everybody. */
    public Optional<Organisation.Id> organisation(DbExecute reader, String id) {
        return reader.createGet("SELECT organisation_id FROM clients WHERE id = :id AND organisation_id IS NOT NULL")
                .addParam("id", id)
                .execute()
                .map(row -> new Organisation.Id(Columns.uuid(row, "organisation_id")));
    }

    /** Remembers that a client is in use, to within a day; false when there is no such client any more. */
    public boolean see(DbExecute transaction, String id, Instant now) {
        transaction
                .createUpdate("UPDATE clients SET seen_at = :now WHERE id = :id AND seen_at < :before")
                .addParam("now", Columns.parameter(now))
                .addParam("id", id)
                .addParam("before", Columns.parameter(now.minus(SEEN_EVERY)))
                .execute();
        return transaction
                .createGet("SELECT id FROM clients WHERE id = :id")
                .addParam("id", id)
                .execute()
                .isPresent();
    }

    /** Remembers that a person approved a client, which keeps it for ever. */
    public void authorise(DbExecute transaction, String id, Instant now) {
        transaction
                .createUpdate("UPDATE clients SET last_authorised_at = :now WHERE id = :id")
                .addParam("now", Columns.parameter(now))
                .addParam("id", id)
                .execute();
    }

    /** Adds what describes a client, under the same parameter names in every statement. */
    static DbStatementDml described(DbStatementDml statement, Client client) {
        return proven(statement, client.proof())
                .addParam("id", client.id())
                .addParam("name", client.name())
                .addParam("redirectUris", json(client.uris().redirect()))
                .addParam("postLogoutRedirectUris", json(client.uris().postLogout()))
                .addParam("grantTypes", String.join(" ", new TreeSet<>(client.grantTypes())));
    }

    private static DbStatementDml proven(DbStatementDml statement, Proof proof) {
        Optional<String> secretHash = Optional.empty();
        Optional<String> jwks = Optional.empty();
        Optional<String> jwksUri = Optional.empty();
        switch (proof) {
            case Proof.Nothing() -> {}
            case Proof.SharedSecret(AuthMethod method, String hash) -> secretHash = Optional.of(hash);
            case Proof.SignedAssertion(AuthMethod method, Proof.Keys.Inline(String set)) -> jwks = Optional.of(set);
            case Proof.SignedAssertion(AuthMethod method, Proof.Keys.At(String uri)) -> jwksUri = Optional.of(uri);
        }
        return statement
                .addParam("authMethod", proof.method().text())
                .addParam("secretHash", Columns.nullable(secretHash))
                .addParam("jwks", Columns.nullable(jwks))
                .addParam("jwksUri", Columns.nullable(jwksUri));
    }

    private static String json(List<RedirectUri> uris) {
        return Json.text(uris.stream().map(RedirectUri::text).toList());
    }
}
