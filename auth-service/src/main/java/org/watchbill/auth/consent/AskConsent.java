package org.watchbill.auth.consent;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/**
 * Keeps a checked request for the person's decision, which must come from the same browser within ten minutes.
 *
 * @param <T> the kind of request
 */
public final class AskConsent<T> {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The tables that a question touches. */
    public record Registers<T>(Database database, ConsentTickets<T> tickets, Clients clients) {}

    /** A question and the secret of the ticket under which its request waits. */
    public record Asked(Question question, String ticket) {}

    private final Registers<T> registers;
    private final FindQuestion findQuestion;
    private final InstantSource time;

    public AskConsent(Registers<T> registers, FindQuestion findQuestion, InstantSource time) {
        this.registers = registers;
        this.findQuestion = findQuestion;
        this.time = time;
    }

    /** Refuses people who belong nowhere that the client can be used. */
    public Asked ask(Session session, Client client, Wish wish, T request) {
        return registers.database().inTransaction(transaction -> {
            Question question = findQuestion
                    .find(transaction, session.user().id(), client, wish)
                    .orElseThrow(() -> new PageRefusal(
                            403,
                            "You belong to no organisation",
                            "You are in no organisation in which this app can be used."
                                    + " Ask an administrator to add you, then connect again."));
            return new Asked(question, ticket(transaction, session, client, request));
        });
    }

    private String ticket(DbTransaction transaction, Session session, Client client, T request) {
        Instant now = time.instant();
        String ticket = RandomSecret.next();
        registers.clients().see(transaction, client.id(), now);
        ConsentTickets.deleteExpired(transaction, now);
        registers
                .tickets()
                .insert(
                        transaction,
                        new ConsentTickets.Key(SecretHash.of(ticket), SecretHash.of(session.secret())),
                        request,
                        now.plus(PATIENCE));
        return ticket;
    }
}
