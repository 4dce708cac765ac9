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
    public void insert(DbExecute transaction, Client client, Optional<String> fingerprint) {
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

    public Optional<Client> withFingerprint(DbExecute reader, String fingerprint) {
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

    /** Lets the holder of a token with this hash manage the client. */
    public void manageWith(DbExecute transaction, String id, String managementHash) {
        transaction
                .createUpdate("UPDATE clients SET management_hash = :hash WHERE id = :id")
                .addParam("hash", managementHash)
                .addParam("id", id)
                .execute();
    }

    public Optional<String> managementHash(DbExecute transaction, String id) {
        return transaction
                .createGet(
                        "SELECT management_hash FROM clients WHERE id = :id AND management_hash IS NOT NULL FOR UPDATE")
                .addParam("id", id)
                .execute()
                .map(row -> Columns.text(row, "management_hash"));
    }

    /** Replaces what describes a client that registered itself. */
    public void describe(DbExecute transaction, Client client) {
        ClientRows.described(transaction.createUpdate("""
                        UPDATE clients
                        SET name = :name, redirect_uris = :redirectUris,
                          post_logout_redirect_uris = :postLogoutRedirectUris, auth_method = :authMethod,
                          secret_hash = :secretHash, jwks = :jwks, jwks_uri = :jwksUri, grant_types = :grantTypes
                        WHERE id = :id AND kind = 'dynamic'
                        """), client).execute();
    }

    /** A client that registered itself, with its grants, codes and refresh tokens. */
    public void delete(DbExecute transaction, Client client) {
        transaction
                .createDelete("DELETE FROM grants WHERE client_id = :id")
                .addParam("id", client.id())
                .execute();
        transaction
                .createDelete("DELETE FROM clients WHERE id = :id AND kind = 'dynamic'")
                .addParam("id", client.id())
                .execute();
    }

    /** Deletes up to {@code most} clients that no administrator registered, nobody approved and nobody saw since. */
    public long deleteNeverAuthorised(DbExecute transaction, Instant seenBefore, int most) {
        return transaction
                .createDelete("""
                        DELETE FROM clients
                        WHERE seen_at < :before
                          AND last_authorised_at IS NULL
                          AND id IN (
                            SELECT c.id FROM clients c
                            WHERE c.kind <> 'registered'
                              AND c.seen_at < :before
                              AND c.last_authorised_at IS NULL
                              AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.client_id = c.id)
                            ORDER BY c.id
                            LIMIT :most)
                        """)
                .addParam("before", Columns.parameter(seenBefore))
                .addParam("most", most)
                .execute();
    }
}
