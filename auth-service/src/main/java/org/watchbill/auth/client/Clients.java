package org.watchbill.auth.client;

import io.helidon.dbclient.DbExecute;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;

/** The clients table, whatever their kind. */
public final class Clients {

    /** How exactly it is remembered when a client was last seen. */
    private static final Duration SEEN_EVERY = Duration.ofDays(1);

    /** A client that registered itself; {@code fingerprint} is that of its metadata when equal registrations share it. */
    void insert(DbExecute transaction, Client client, Optional<String> fingerprint) {
        ClientRows.described(transaction.createInsert("""
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
}
