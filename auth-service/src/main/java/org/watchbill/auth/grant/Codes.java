package org.watchbill.auth.grant;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.database.Columns;

/** The codes table. */
public final class Codes {

    public void insert(DbExecute transaction, Code code) {
        transaction
                .createInsert("""
                        INSERT INTO codes (secret_hash, grant_id, redirect_uri, challenge, nonce, expires_at)
                        VALUES (:secretHash, CAST(:grant AS uuid), :redirectUri, :challenge, :nonce, :expiresAt)
                        """)
                .addParam("secretHash", code.secretHash())
                .addParam("grant", code.grant().toString())
                .addParam("redirectUri", code.redirectUri())
                .addParam("challenge", code.challenge())
                .addParam("nonce", code.nonce())
                .addParam("expiresAt", Columns.parameter(code.expiresAt()))
                .execute();
    }

    Optional<Code> find(DbExecute reader, String secretHash) {
        return reader.createGet("""
                        SELECT secret_hash, grant_id, redirect_uri, challenge, nonce, expires_at, used_at
                        FROM codes
                        WHERE secret_hash = :secretHash
                        """)
                .addParam("secretHash", secretHash)
                .execute()
                .map(Codes::code);
    }

    /** False when somebody used it before. */
    boolean use(DbExecute transaction, String secretHash, Instant now) {
        return transaction
                        .createUpdate("""
                        UPDATE codes SET used_at = :now WHERE secret_hash = :secretHash AND used_at IS NULL
                        """)
                        .addParam("now", Columns.parameter(now))
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    private static Code code(DbRow row) {
        return new Code(
                Columns.text(row, "secret_hash"),
                new Grant.Id(Columns.uuid(row, "grant_id")),
                Columns.text(row, "redirect_uri"),
                Columns.text(row, "challenge"),
                Columns.text(row, "nonce"),
                Columns.instant(row, "expires_at"),
                Columns.optionalInstant(row, "used_at").isPresent());
    }
}
