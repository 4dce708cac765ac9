package org.watchbill.auth.grant;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;

/** The grants table. A removed membership takes its grants along. */
public final class Grants {

    private static final Duration PRECISION_OF_USE = Duration.ofMinutes(1);

    public void insert(DbExecute transaction, Grant grant) {
        transaction
                .createInsert("""
                        INSERT INTO grants (
                          id, user_id, client_id, organisation_id, scope, resource, signed_in_at, sign_in_methods,
                          created_at, expires_at)
                        VALUES (
                          CAST(:id AS uuid), CAST(:user AS uuid), :client, CAST(:organisation AS uuid), :scope, :resource,
                          :signedInAt, :signInMethods, :createdAt, :expiresAt)
                        """)
                .addParam("id", grant.id().toString())
                .addParam("user", grant.user().toString())
                .addParam("client", grant.clientId())
                .addParam("organisation", grant.organisation().toString())
                .addParam("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                .addParam("resource", grant.resource())
                .addParam("signedInAt", Columns.parameter(grant.times().signIn().at()))
                .addParam(
                        "signInMethods",
                        SignInMethod.text(grant.times().signIn().methods()))
                .addParam("createdAt", Columns.parameter(grant.times().createdAt()))
                .addParam("expiresAt", Columns.parameter(grant.times().expiresAt()))
                .execute();
    }

    /** The grant while it is neither revoked nor expired and its person may sign in. */
    public Optional<Grant> alive(DbExecute reader, Grant.Id id, Instant now) {
        return reader.createGet("""
                        SELECT g.id, g.user_id, g.client_id, g.organisation_id, g.scope, g.resource, g.signed_in_at,
                          g.sign_in_methods, g.created_at, g.expires_at
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

    /** The person's youngest living grant to the client for the resource. */
    public Optional<Grant> latest(DbExecute reader, User.Id user, String clientId, String resource, Instant now) {
        return reader
                .createQuery("""
                        SELECT id, user_id, client_id, organisation_id, scope, resource, signed_in_at,
                          sign_in_methods, created_at, expires_at
                        FROM grants
                        WHERE user_id = CAST(:user AS uuid)
                          AND client_id = :client
                          AND resource = :resource
                          AND revoked_at IS NULL
                          AND expires_at > :now
                        ORDER BY created_at DESC, id
                        LIMIT 1
                        """)
                .addParam("user", user.toString())
                .addParam("client", clientId)
                .addParam("resource", resource)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(Grants::grant)
                .toList()
                .stream()
                .findFirst();
    }

    /** Lets only the holder of {@code key}, if there is one, refresh from now on. */
    public void bind(DbExecute transaction, Grant.Id id, Optional<String> key) {
        key.ifPresent(thumbprint -> transaction
                .createUpdate("UPDATE grants SET key_thumbprint = :key WHERE id = CAST(:id AS uuid)")
                .addParam("key", thumbprint)
                .addParam("id", id.toString())
                .execute());
    }

    /** Whether a grant that is bound to a key is used by its holder; one that is not bound may be used by anybody. */
    boolean isHeldBy(DbExecute reader, Grant.Id id, Optional<String> key) {
        return reader.createGet("""
                        SELECT id FROM grants
                        WHERE id = CAST(:id AS uuid) AND (key_thumbprint IS NULL OR key_thumbprint = :key)
                        """)
                .addParam("id", id.toString())
                .addParam("key", key.orElse(""))
                .execute()
                .isPresent();
    }

    /** Keeps out everybody else who redeems or refreshes under this grant until the transaction ends. */
    void lock(DbExecute transaction, Grant.Id id) {
        transaction
                .createGet("SELECT id FROM grants WHERE id = CAST(:id AS uuid) FOR UPDATE")
                .addParam("id", id.toString())
                .execute();
    }

    /** False when it was revoked before. */
    boolean revoke(DbExecute transaction, Grant.Id id, Instant now) {
        return transaction
                        .createUpdate("""
                        UPDATE grants SET revoked_at = :now WHERE id = CAST(:id AS uuid) AND revoked_at IS NULL
                        """)
                        .addParam("now", Columns.parameter(now))
                        .addParam("id", id.toString())
                        .execute()
                == 1;
    }

    int revoke(DbTransaction transaction, List<Grant.Id> ids, Instant now) {
        ids.forEach(id -> revoke(transaction, id, now));
        return ids.size();
    }

    /** The person's grants that are not revoked, locked in the order of their ids. */
    List<Grant.Id> lockAlive(DbTransaction transaction, User.Id user) {
        return ids(
                transaction.createQuery("""
                        SELECT id
                        FROM grants
                        WHERE user_id = CAST(:user AS uuid) AND revoked_at IS NULL
                        ORDER BY id
                        FOR UPDATE
                        """).addParam("user", user.toString()).execute());
    }

    /** Like {@link #lockAlive}, those in one organisation. */
    List<Grant.Id> lockAlive(DbTransaction transaction, Organisation.Id organisation, User.Id user) {
        return ids(transaction
                .createQuery("""
                        SELECT id
                        FROM grants
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND user_id = CAST(:user AS uuid)
                          AND revoked_at IS NULL
                        ORDER BY id
                        FOR UPDATE
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("user", user.toString())
                .execute());
    }

    /** Like {@link #lockAlive}, those of one client in one organisation. */
    List<Grant.Id> lockAlive(DbTransaction transaction, Organisation.Id organisation, String clientId) {
        return ids(transaction
                .createQuery("""
                        SELECT id
                        FROM grants
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND client_id = :client
                          AND revoked_at IS NULL
                        ORDER BY id
                        FOR UPDATE
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("client", clientId)
                .execute());
    }

    private static List<Grant.Id> ids(Stream<DbRow> rows) {
        return rows.map(row -> new Grant.Id(Columns.uuid(row, "id"))).toList();
    }

    boolean isOf(DbExecute reader, User.Id user, Grant.Id id) {
        return reader.createGet("SELECT id FROM grants WHERE id = CAST(:id AS uuid) AND user_id = CAST(:user AS uuid)")
                .addParam("id", id.toString())
                .addParam("user", user.toString())
                .execute()
                .isPresent();
    }

    boolean isIn(DbExecute reader, Organisation.Id organisation, Grant.Id id) {
        return reader.createGet("""
                        SELECT id
                        FROM grants
                        WHERE id = CAST(:id AS uuid) AND organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("id", id.toString())
                .addParam("organisation", organisation.toString())
                .execute()
                .isPresent();
    }

    /** Records a use, unless one is recorded within the minute before, so that a busy client costs one write a minute. */
    public void use(DbTransaction transaction, Grant.Id id, Instant now) {
        transaction
                .createUpdate("""
                        UPDATE grants
                        SET last_used_at = :now
                        WHERE id = CAST(:id AS uuid) AND (last_used_at IS NULL OR last_used_at <= :before)
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("id", id.toString())
                .addParam("before", Columns.parameter(now.minus(PRECISION_OF_USE)))
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
                        new Grant.SignIn(
                                Columns.instant(row, "signed_in_at"),
                                SignInMethod.parse(Columns.text(row, "sign_in_methods"))),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "expires_at")));
    }
}
