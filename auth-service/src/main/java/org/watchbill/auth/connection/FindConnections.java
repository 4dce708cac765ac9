package org.watchbill.auth.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;

/** Lists the connections of a person and of an organisation. */
public final class FindConnections {

    /** Before every connection in a list that begins with the newest. */
    public static final Connections.Position START = new Connections.Position(
            Instant.parse("9999-12-31T00:00:00Z"),
            new Grant.Id(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff")));

    /**
     * Some connections.
     *
     * @param next where the next page begins, empty on the last one
     */
    public record Found(List<Connection> connections, Optional<Connections.Position> next) {

        public Found {
            connections = List.copyOf(connections);
        }
    }

    private final Database database;
    private final Connections connections;

    public FindConnections(Database database, Connections connections) {
        this.database = database;
        this.connections = connections;
    }

    /** All of a person's, ended ones of the last 30 days too, the newest first. */
    public List<Connection> of(User.Id user) {
        return database.read(reader -> connections.of(reader, user));
    }

    /** At most {@code limit} of an organisation's after {@code after}, ended ones of the last 30 days too. */
    public Found in(Organisation.Id organisation, Connections.Position after, int limit) {
        return in(organisation, "", after, limit);
    }

    /** Of these, the ones whose person or client has {@code text} in its name or address. */
    public Found in(Organisation.Id organisation, String text, Connections.Position after, int limit) {
        List<Connection> found = database.read(reader -> connections.in(reader, organisation, text, after, limit + 1));
        if (found.size() <= limit) {
            return new Found(found, Optional.empty());
        }
        List<Connection> page = found.subList(0, limit);
        return new Found(page, Optional.of(Connections.Position.of(page.getLast())));
    }

    public Optional<Connection> find(Organisation.Id organisation, Grant.Id id) {
        return database.read(reader -> connections.find(reader, organisation, id));
    }
}
