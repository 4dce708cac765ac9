package org.watchbill.auth.client;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbStatementDml;
import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.page.Cursor;

/** The rows of the clients table that belong to an organisation. */
public final class RegisteredClients {

    public void insert(DbTransaction transaction, RegisteredClient registered) {
        owned(transaction.createInsert("""
                        INSERT INTO clients (
                          id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, organisation_id, scope, role, version, created_at, seen_at)
                        VALUES (
                          :id, 'registered', :name, :redirectUris, :postLogoutRedirectUris, :authMethod, :secretHash,
                          :jwks, :jwksUri, :grantTypes, CAST(:organisation AS uuid), :scope, :role, :version, :createdAt,
                          :createdAt)
                        """), registered)
                .addParam("createdAt", Columns.parameter(registered.client().registeredAt()))
                .execute();
    }

    public void update(DbTransaction transaction, RegisteredClient registered) {
        owned(transaction.createUpdate("""
                        UPDATE clients
                        SET name = :name, redirect_uris = :redirectUris,
                          post_logout_redirect_uris = :postLogoutRedirectUris, auth_method = :authMethod,
                          secret_hash = :secretHash, jwks = :jwks, jwks_uri = :jwksUri, grant_types = :grantTypes,
                          scope = :scope, role = :role, version = :version
                        WHERE id = :id AND organisation_id = CAST(:organisation AS uuid)
                        """), registered).execute();
    }

    /** The client with its grants, codes and refresh tokens. */
    public void delete(DbTransaction transaction, RegisteredClient registered) {
        String id = registered.client().id();
        transaction
                .createDelete("DELETE FROM grants WHERE client_id = :id")
                .addParam("id", id)
                .execute();
        transaction
                .createDelete("DELETE FROM clients WHERE id = :id AND organisation_id = CAST(:organisation AS uuid)")
                .addParam("id", id)
                .addParam("organisation", registered.organisation().toString())
                .execute();
    }

    /** Whichever organisation it belongs to. */
    public Optional<RegisteredClient> find(DbExecute reader, String id) {
        return reader.createGet("""
                        SELECT id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, organisation_id, scope, role, version, created_at, last_authorised_at
                        FROM clients
                        WHERE id = :id AND kind = 'registered'
                        """).addParam("id", id).execute().map(ClientRows::registered);
    }

    /** Keeps out other changes of the client until the transaction ends. */
    public Optional<RegisteredClient> lock(DbTransaction transaction, Organisation.Id organisation, String id) {
        return transaction
                .createGet("SELECT id FROM clients WHERE id = :id FOR UPDATE")
                .addParam("id", id)
                .execute()
                .flatMap(row -> find(transaction, id))
                .filter(found -> found.organisation().equals(organisation));
    }

    /** At most {@code limit} clients of the organisation in the order of their names. */
    public List<RegisteredClient> page(DbExecute reader, Organisation.Id organisation, Cursor after, int limit) {
        return reader.createQuery("""
                        SELECT id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, jwks,
                          jwks_uri, grant_types, organisation_id, scope, role, version, created_at, last_authorised_at
                        FROM clients
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND (name > :name OR (name = :name AND id > :id))
                        ORDER BY name, id
                        LIMIT :limit
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("name", after.key())
                .addParam("id", after.id().toString())
                .addParam("limit", limit)
                .execute()
                .map(ClientRows::registered)
                .toList();
    }

    public long count(DbExecute reader, Organisation.Id organisation) {
        return reader.createGet("SELECT COUNT(*) AS clients FROM clients WHERE organisation_id = CAST(:id AS uuid)")
                .addParam("id", organisation.toString())
                .execute()
                .map(row -> Columns.number(row, "clients"))
                .orElse(0L);
    }

    private static DbStatementDml owned(DbStatementDml statement, RegisteredClient registered) {
        return ClientRows.described(statement, registered.client())
                .addParam("organisation", registered.organisation().toString())
                .addParam(
                        "scope", String.join(" ", new TreeSet<>(registered.own().scopes())))
                .addParam("role", registered.own().role().name().toLowerCase(Locale.ROOT))
                .addParam("version", registered.version());
    }
}
