package org.watchbill.auth.authorization;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/** Keeps a checked request for the person's decision, which must come from the same browser within ten minutes. */
public final class AskConsent {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database database;
    private final ConsentTickets tickets;
    private final Memberships memberships;
    private final InstantSource time;

    public AskConsent(Database database, ConsentTickets tickets, Memberships memberships, InstantSource time) {
        this.database = database;
        this.tickets = tickets;
        this.memberships = memberships;
        this.time = time;
    }

    List<Membership> memberships(User.Id user) {
        return database.read(reader -> memberships.of(reader, user));
    }

    /** The secret of the new ticket. */
    String ask(Session session, AuthorizationRequest request) {
        Instant now = time.instant();
        String ticket = RandomSecret.next();
        return database.inTransaction(transaction -> {
            tickets.deleteExpired(transaction, now);
            tickets.insert(
                    transaction,
                    new ConsentTickets.Ticket(SecretHash.of(ticket), SecretHash.of(session.secret()), request),
                    now.plus(PATIENCE));
            return ticket;
        });
    }
}
