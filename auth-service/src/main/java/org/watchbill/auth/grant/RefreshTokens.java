package org.watchbill.auth.grant;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Columns;

/** The refresh_tokens table: the chain of each grant. */
public final class RefreshTokens {

    /** A token as stored. */
    record Row(String secretHash, Grant.Id grant, Optional<Used> used) {}

    /** What became of a used token: when, and its successor sealed under the token itself. */
    record Used(Instant at, String successorHash, String successorSealed) {}

    /** The first token of a grant. */
    public String begin(DbExecute transaction, Grant.Id grant, Instant now) {
        String refreshToken = RandomSecret.next();
        insert(transaction, SecretHash.of(refreshToken), grant, now);
        return refreshToken;
    }

    void insert(DbExecute transaction, String secretHash, Grant.Id grant, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO refresh_tokens (secret_hash, grant_id, issued_at)
                        VALUES (:secretHash, CAST(:grant AS uuid), :issuedAt)
                        """)
                .addParam("secretHash", secretHash)
                .addParam("grant", grant.toString())
                .addParam("issuedAt", Columns.parameter(now))
                .execute();
    }

    Optional<Row> find(DbExecute reader, String secretHash) {
        return reader.createGet("""
                        SELECT secret_hash, grant_id, used_at, successor_hash, successor_sealed
                        FROM refresh_tokens
                        WHERE secret_hash = :secretHash
                        """)
                .addParam("secretHash", secretHash)
                .execute()
                .map(RefreshTokens::row);
    }

    /** False when somebody used it before. */
    boolean use(DbExecute transaction, String secretHash, Used used) {
        return transaction
                        .createUpdate("""
                        UPDATE refresh_tokens
                        SET used_at = :at, successor_hash = :successorHash, successor_sealed = :successorSealed
                        WHERE secret_hash = :secretHash AND used_at IS NULL
                        """)
                        .addParam("at", Columns.parameter(used.at()))
                        .addParam("successorHash", used.successorHash())
                        .addParam("successorSealed", used.successorSealed())
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    private static Row row(DbRow row) {
        return new Row(
                Columns.text(row, "secret_hash"),
                new Grant.Id(Columns.uuid(row, "grant_id")),
                Columns.optionalInstant(row, "used_at")
                        .map(at -> new Used(
                                at, Columns.text(row, "successor_hash"), Columns.text(row, "successor_sealed"))));
    }
}
