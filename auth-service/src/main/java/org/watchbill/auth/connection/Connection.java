package org.watchbill.auth.connection;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.User;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Organisation;

/** What a person allowed a client, with the names that pages show. */
public record Connection(
        Grant.Id id,
        Holder holder,
        Client client,
        Organisation organisation,
        Set<String> scopes,
        String resource,
        Times times) {

    /** Who approved it. */
    public record Holder(User.Id id, String name, String email) {}

    /** The client; nobody vouches for its name. {@code destinations} are the hosts to which its answers may go. */
    public record Client(String id, String name, Set<String> destinations) {

        public Client {
            destinations = Set.copyOf(destinations);
        }
    }

    /**
     * Its course.
     *
     * @param lastUsedAt to the minute
     * @param revokedAt when it was ended before its time
     */
    public record Times(
            Instant approvedAt, Optional<Instant> lastUsedAt, Instant expiresAt, Optional<Instant> revokedAt) {}

    public Connection {
        scopes = Set.copyOf(scopes);
    }

    public boolean isAlive(Instant now) {
        return times.revokedAt().isEmpty() && now.isBefore(times.expiresAt());
    }
}
