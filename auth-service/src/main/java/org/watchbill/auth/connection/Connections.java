package org.watchbill.auth.connection;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.watchbill.auth.account.User;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;

/** Reads the grants table together with the names of what its rows refer to; ended connections stay for a while. */
public final class Connections {

    /** The place of a connection in the list of an organisation. */
    public record Position(Instant approvedAt, Grant.Id id) {

        static Position of(Connection connection) {
            return new Position(connection.times().approvedAt(), connection.id());
        }
    }

    /** The person's connections in all organisations, the newest first. */
    public List<Connection> of(DbExecute reader, User.Id user) {
        return reader.createQuery("""
                        SELECT g.id, g.client_id, c.name AS client_name, c.redirect_uris, g.user_id, u.name AS user_name, u.email,
                          g.organisation_id, o.slug, o.name AS organisation_name, o.zone, g.scope, g.resource,
                          g.created_at, g.last_used_at, g.expires_at, g.revoked_at
                        FROM grants g
                        JOIN clients c ON c.id = g.client_id
                        JOIN users u ON u.id = g.user_id
                        JOIN organisations o ON o.id = g.organisation_id
                        WHERE g.user_id = CAST(:user AS uuid)
                        ORDER BY g.created_at DESC, g.id DESC
                        """)
                .addParam("user", user.toString())
                .execute()
                .map(Connections::connection)
                .toList();
    }

    /**
     * At most {@code limit} connections of an organisation that come after {@code after}, the newest first; those whose
     * person or client has {@code text} in its name, its address or its id.
     */
    public List<Connection> in(DbExecute reader, Organisation.Id organisation, String text, Position after, int limit) {
        return reader.createQuery("""
                        SELECT g.id, g.client_id, c.name AS client_name, c.redirect_uris, g.user_id, u.name AS user_name, u.email,
                          g.organisation_id, o.slug, o.name AS organisation_name, o.zone, g.scope, g.resource,
                          g.created_at, g.last_used_at, g.expires_at, g.revoked_at
                        FROM grants g
                        JOIN clients c ON c.id = g.client_id
                        JOIN users u ON u.id = g.user_id
                        JOIN organisations o ON o.id = g.organisation_id
                        WHERE g.organisation_id = CAST(:organisation AS uuid)
                          AND (g.created_at < :approvedAt OR (g.created_at = :approvedAt AND g.id < CAST(:id AS uuid)))
                          AND (POSITION(:text IN LOWER(u.name)) > 0 OR POSITION(:text IN u.email) > 0
                            OR POSITION(:text IN LOWER(c.name)) > 0 OR c.id = :text)
                        ORDER BY g.created_at DESC, g.id DESC
                        LIMIT :limit
                        """)
                .addParam("text", text.toLowerCase(Locale.ROOT))
                .addParam("organisation", organisation.toString())
                .addParam("approvedAt", Columns.parameter(after.approvedAt()))
                .addParam("id", after.id().toString())
                .addParam("limit", limit)
                .execute()
                .map(Connections::connection)
                .toList();
    }

    /** One connection of an organisation. */
    public Optional<Connection> find(DbExecute reader, Organisation.Id organisation, Grant.Id id) {
        return reader.createGet("""
                        SELECT g.id, g.client_id, c.name AS client_name, c.redirect_uris, g.user_id, u.name AS user_name, u.email,
                          g.organisation_id, o.slug, o.name AS organisation_name, o.zone, g.scope, g.resource,
                          g.created_at, g.last_used_at, g.expires_at, g.revoked_at
                        FROM grants g
                        JOIN clients c ON c.id = g.client_id
                        JOIN users u ON u.id = g.user_id
                        JOIN organisations o ON o.id = g.organisation_id
                        WHERE g.organisation_id = CAST(:organisation AS uuid) AND g.id = CAST(:id AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.toString())
                .execute()
                .map(Connections::connection);
    }

    private static Connection connection(DbRow row) {
        String scope = Columns.text(row, "scope");
        return new Connection(
                new Grant.Id(Columns.uuid(row, "id")),
                new Connection.Holder(
                        new User.Id(Columns.uuid(row, "user_id")),
                        Columns.text(row, "user_name"),
                        Columns.text(row, "email")),
                new Connection.Client(
                        Columns.text(row, "client_id"), Columns.text(row, "client_name"), destinations(row)),
                new Organisation(
                        new Organisation.Id(Columns.uuid(row, "organisation_id")),
                        Columns.text(row, "slug"),
                        Columns.text(row, "organisation_name"),
                        ZoneId.of(Columns.text(row, "zone"))),
                scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")),
                Columns.text(row, "resource"),
                new Connection.Times(
                        Columns.instant(row, "created_at"),
                        Columns.optionalInstant(row, "last_used_at"),
                        Columns.instant(row, "expires_at"),
                        Columns.optionalInstant(row, "revoked_at")));
    }

    private static Set<String> destinations(DbRow row) {
        String[] uris = Json.read(Columns.text(row, "redirect_uris").getBytes(StandardCharsets.UTF_8), String[].class);
        return Arrays.stream(uris)
                .map(uri -> new RedirectUri(uri).destination())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
