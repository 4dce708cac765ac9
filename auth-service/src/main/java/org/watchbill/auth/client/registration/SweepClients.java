package org.watchbill.auth.client.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.assertion.UsedAssertions;
import org.watchbill.kit.database.Database;

/**
 * Deletes clients that introduced themselves and that nobody approved in the seven days after they were last seen, and
 * assertions that have expired. A client that a person approved once is kept: its app remembers it for ever.
 */
public final class SweepClients {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int BATCH = 500;

    private final Database database;
    private final Clients clients;
    private final UsedAssertions assertions = new UsedAssertions();
    private final InstantSource time;

    public SweepClients(Database database, Clients clients, InstantSource time) {
        this.database = database;
        this.clients = clients;
        this.time = time;
    }

    public void sweep() {
        Instant now = time.instant();
        long deleted;
        do {
            deleted = database.inTransaction(
                    transaction -> clients.deleteNeverAuthorised(transaction, now.minus(KEPT), BATCH)
                            + assertions.deleteExpired(transaction, now, BATCH));
        } while (deleted > 0);
    }
}
