package org.watchbill.auth.authorization.pushed;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.database.Columns;

/** The pushed_requests table. */
public final class PushedRequests {

    void insert(DbTransaction transaction, PushedRequest request, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO pushed_requests (secret_hash, client_id, parameters, expires_at)
                        VALUES (:secretHash, :client, :parameters, :expiresAt)
                        """)
                .addParam("secretHash", request.secretHash())
                .addParam("client", request.clientId())
                .addParam("parameters", request.parameters())
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    Optional<PushedRequest> alive(DbExecute reader, String secretHash, String clientId, Instant now) {
        return reader.createGet("""
                        SELECT secret_hash, client_id, parameters, opened_at
                        FROM pushed_requests
                        WHERE secret_hash = :secretHash AND client_id = :client AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("client", clientId)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> new PushedRequest(
                        Columns.text(row, "secret_hash"),
                        Columns.text(row, "client_id"),
                        Columns.text(row, "parameters"),
                        Columns.optionalInstant(row, "opened_at")));
    }

    /** The first opening gives the person time; later ones change nothing. */
    void open(DbTransaction transaction, String secretHash, Instant now, Instant expiresAt) {
        transaction
                .createUpdate("""
                        UPDATE pushed_requests
                        SET opened_at = :now, expires_at = :expiresAt
                        WHERE secret_hash = :secretHash AND opened_at IS NULL AND expires_at > :now
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .addParam("secretHash", secretHash)
                .execute();
    }

    /** Ends a request with the decision on it; false when another decision was faster. */
    public boolean use(DbTransaction transaction, String secretHash) {
        return transaction
                        .createDelete("DELETE FROM pushed_requests WHERE secret_hash = :secretHash")
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    public void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM pushed_requests WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }
}
