package org.watchbill.auth.grant;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;

/** The grants table. A removed membership takes its grants along. */
public final class Grants {

    public void insert(DbExecute transaction, Grant grant) {
        transaction
                .createInsert("""
                        INSERT INTO grants (
                          id, user_id, client_id, organisation_id, scope, resource, signed_in_at, created_at, expires_at)
                        VALUES (
                          CAST(:id AS uuid), CAST(:user AS uuid), :client, CAST(:organisation AS uuid), :scope, :resource,
                          :signedInAt, :createdAt, :expiresAt)
                        """)
                .addParam("id", grant.id().toString())
                .addParam("user", grant.user().toString())
                .addParam("client", grant.clientId())
                .addParam("organisation", grant.organisation().toString())
                .addParam("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                .addParam("resource", grant.resource())
                .addParam("signedInAt", Columns.parameter(grant.times().signedInAt()))
                .addParam("createdAt", Columns.parameter(grant.times().createdAt()))
                .addParam("expiresAt", Columns.parameter(grant.times().expiresAt()))
                .execute();
    }

    /** The grant while it is neither revoked nor expired and its person may sign in. */
    public Optional<Grant> alive(DbExecute reader, Grant.Id id, Instant now) {
        return reader.createGet("""
                        SELECT g.id, g.user_id, g.client_id, g.organisation_id, g.scope, g.resource, g.signed_in_at,
                          g.created_at, g.expires_at
                        FROM grants g
                        JOIN users u ON u.id = g.user_id
                        WHERE g.id = CAST(:id AS uuid)
                          AND g.revoked_at IS NULL
                          AND g.expires_at > :now
                          AND u.disabled_at IS NULL
                        """)
                .addParam("id", id.toString())
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(Grants::grant);
    }

    /** Keeps out everybody else who redeems or refreshes under this grant until the transaction ends. */
    void lock(DbExecute transaction, Grant.Id id) {
        transaction
                .createGet("SELECT id FROM grants WHERE id = CAST(:id AS uuid) FOR UPDATE")
                .addParam("id", id.toString())
                .execute();
    }

    void revoke(DbExecute transaction, Grant.Id id, Instant now) {
        transaction
                .createUpdate("""
                        UPDATE grants SET revoked_at = :now WHERE id = CAST(:id AS uuid) AND revoked_at IS NULL
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("id", id.toString())
                .execute();
    }

    private static Grant grant(DbRow row) {
        String scope = Columns.text(row, "scope");
        return new Grant(
                new Grant.Id(Columns.uuid(row, "id")),
                new User.Id(Columns.uuid(row, "user_id")),
                Columns.text(row, "client_id"),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")),
                Columns.text(row, "resource"),
                new Grant.Times(
                        Columns.instant(row, "signed_in_at"),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "expires_at")));
    }
}
