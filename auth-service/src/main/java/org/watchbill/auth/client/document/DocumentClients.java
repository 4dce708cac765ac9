package org.watchbill.auth.client.document;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.ClientRows;
import org.watchbill.kit.database.Columns;

/** The rows of the clients table that were fetched. */
final class DocumentClients {

    /** A client as it described itself at the last fetch. */
    record Kept(Client client, Instant freshUntil) {}

    Optional<Kept> find(DbExecute reader, String id) {
        return reader.createGet("""
                        SELECT id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, created_at, fresh_until
                        FROM clients
                        WHERE id = :id AND kind = 'document'
                        """)
                .addParam("id", id)
                .execute()
                .map(row -> new Kept(ClientRows.client(row), Columns.instant(row, "fresh_until")));
    }

    /** Keeps what a fetch brought; of replicas that fetch at the same time the last one wins. */
    void keep(DbTransaction transaction, Kept kept, Instant now) {
        if (!update(transaction, kept, now)) {
            insert(transaction, kept);
        }
    }

    private static boolean update(DbTransaction transaction, Kept kept, Instant now) {
        return ClientRows.described(transaction.createUpdate("""
                                UPDATE clients
                                SET name = :name, redirect_uris = :redirectUris,
                                  post_logout_redirect_uris = :postLogoutRedirectUris, auth_method = :authMethod,
                                  secret_hash = :secretHash, jwks = :jwks, jwks_uri = :jwksUri,
                                  grant_types = :grantTypes, fresh_until = :freshUntil, seen_at = :now
                                WHERE id = :id AND kind = 'document'
                                """), kept.client())
                        .addParam("freshUntil", Columns.parameter(kept.freshUntil()))
                        .addParam("now", Columns.parameter(now))
                        .execute()
                == 1;
    }

    private static void insert(DbTransaction transaction, Kept kept) {
        ClientRows.described(transaction.createInsert("""
                        INSERT INTO clients (
                          id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, fresh_until, created_at, seen_at)
                        VALUES (
                          :id, 'document', :name, :redirectUris, :postLogoutRedirectUris, :authMethod, :secretHash, :jwks,
                          :jwksUri, :grantTypes, :freshUntil, :createdAt, :createdAt)
                        ON CONFLICT DO NOTHING
                        """), kept.client())
                .addParam("freshUntil", Columns.parameter(kept.freshUntil()))
                .addParam("createdAt", Columns.parameter(kept.client().registeredAt()))
                .execute();
    }
}
