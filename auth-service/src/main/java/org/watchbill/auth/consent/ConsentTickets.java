package org.watchbill.auth.consent;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;

/**
 * The consent_tickets table: requests that were shown to a person and wait for the decision.
 *
 * @param <T> the kind of request, which is kept as JSON
 */
public final class ConsentTickets<T> {

    /** A ticket and the browser session to which its question was shown. */
    record Key(String secretHash, String sessionHash) {}

    private final String purpose;
    private final Class<T> type;

    /** {@code purpose} keeps the kinds of requests apart: at most ten letters. */
    public ConsentTickets(String purpose, Class<T> type) {
        this.purpose = purpose;
        this.type = type;
    }

    void insert(DbTransaction transaction, Key key, T request, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO consent_tickets (secret_hash, session_hash, purpose, request, expires_at)
                        VALUES (:secretHash, :sessionHash, :purpose, :request, :expiresAt)
                        """)
                .addParam("secretHash", key.secretHash())
                .addParam("sessionHash", key.sessionHash())
                .addParam("purpose", purpose)
                .addParam("request", Json.text(request))
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    /** The request that {@code ticket} stands for, once, and only for the session to which it was shown. */
    public Optional<T> take(DbTransaction transaction, String ticket, Session session, Instant now) {
        Key key = new Key(SecretHash.of(ticket), SecretHash.of(session.secret()));
        return find(transaction, key, now).filter(request -> delete(transaction, key));
    }

    private Optional<T> find(DbExecute reader, Key key, Instant now) {
        return reader.createGet("""
                        SELECT request
                        FROM consent_tickets
                        WHERE secret_hash = :secretHash
                          AND session_hash = :sessionHash
                          AND purpose = :purpose
                          AND expires_at > :now
                        """)
                .addParam("secretHash", key.secretHash())
                .addParam("sessionHash", key.sessionHash())
                .addParam("purpose", purpose)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> Json.read(Columns.text(row, "request").getBytes(StandardCharsets.UTF_8), type));
    }

    /** False when somebody took it before. */
    private static boolean delete(DbTransaction transaction, Key key) {
        return transaction
                        .createDelete("DELETE FROM consent_tickets WHERE secret_hash = :secretHash")
                        .addParam("secretHash", key.secretHash())
                        .execute()
                == 1;
    }

    public static void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM consent_tickets WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }
}
