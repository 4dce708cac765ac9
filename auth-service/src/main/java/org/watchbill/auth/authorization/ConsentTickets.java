package org.watchbill.auth.authorization;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;

/** The consent_tickets table: requests that were shown to a person and wait for the decision. */
public final class ConsentTickets {

    void insert(DbTransaction transaction, Ticket ticket, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO consent_tickets (secret_hash, session_hash, request, expires_at)
                        VALUES (:secretHash, :sessionHash, :request, :expiresAt)
                        """)
                .addParam("secretHash", ticket.secretHash())
                .addParam("sessionHash", ticket.sessionHash())
                .addParam("request", Json.text(ticket.request()))
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    Optional<AuthorizationRequest> find(DbExecute reader, String secretHash, String sessionHash, Instant now) {
        return reader.createGet("""
                        SELECT request
                        FROM consent_tickets
                        WHERE secret_hash = :secretHash AND session_hash = :sessionHash AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("sessionHash", sessionHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> Json.read(
                        Columns.text(row, "request").getBytes(StandardCharsets.UTF_8), AuthorizationRequest.class));
    }

    /** False when somebody took it before. */
    boolean take(DbTransaction transaction, String secretHash) {
        return transaction
                        .createDelete("DELETE FROM consent_tickets WHERE secret_hash = :secretHash")
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM consent_tickets WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    /** A request bound to the browser session it was shown to. */
    record Ticket(String secretHash, String sessionHash, AuthorizationRequest request) {}
}
