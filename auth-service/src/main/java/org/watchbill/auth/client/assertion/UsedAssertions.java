package org.watchbill.auth.client.assertion;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import org.watchbill.kit.database.Columns;

/** The client_assertions table. */
public final class UsedAssertions {

    /** False when it was used before. */
    boolean use(DbExecute transaction, String hash, Instant expiresAt) {
        return transaction
                        .createInsert("""
                        INSERT INTO client_assertions (hash, expires_at) VALUES (:hash, :expiresAt)
                        ON CONFLICT DO NOTHING
                        """)
                        .addParam("hash", hash)
                        .addParam("expiresAt", Columns.parameter(expiresAt))
                        .execute()
                == 1;
    }

    /** Deletes up to {@code most} that have expired and tells how many there were. */
    public long deleteExpired(DbExecute transaction, Instant now, int most) {
        return transaction
                .createDelete("""
                        DELETE FROM client_assertions
                        WHERE hash IN (
                          SELECT hash FROM client_assertions WHERE expires_at <= :now ORDER BY hash LIMIT :most)
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("most", most)
                .execute();
    }
}
