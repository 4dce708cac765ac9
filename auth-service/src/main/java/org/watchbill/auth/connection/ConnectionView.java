package org.watchbill.auth.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;

/** A connection as the API shows it. */
public record ConnectionView(
        UUID id,
        Person person,
        Program client,
        List<String> scopes,
        @Describe("The address for which its tokens are") String resource,
        Instant approvedAt,
        @Describe("To the minute") Optional<Instant> lastUsedAt,
        Instant expiresAt,
        @Describe("When it was ended before its time") Optional<Instant> revokedAt) {

    /** Who approved it. */
    public record Person(UUID id, String name, String email) {}

    /** The client. */
    public record Program(
            String id, @Describe("As it calls itself") String name) {}

    public static ConnectionView of(Connection connection) {
        Connection.Holder holder = connection.holder();
        Connection.Times times = connection.times();
        return new ConnectionView(
                connection.id().value(),
                new Person(holder.id().value(), holder.name(), holder.email()),
                new Program(connection.client().id(), connection.client().name()),
                List.copyOf(new TreeSet<>(connection.scopes())),
                connection.resource(),
                times.approvedAt(),
                times.lastUsedAt(),
                times.expiresAt(),
                times.revokedAt());
    }
}
