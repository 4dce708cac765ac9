package org.watchbill.auth.factor.recovery;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;

/** The recovery_codes table. */
public final class RecoveryCodes {

    void insert(DbExecute transaction, User.Id user, String secretHash) {
        transaction
                .createInsert("""
                        INSERT INTO recovery_codes (user_id, secret_hash)
                        VALUES (CAST(:user AS uuid), :secretHash)
                        """)
                .addParam("user", user.toString())
                .addParam("secretHash", secretHash)
                .execute();
    }

    /** False when there is no such code or it was used. */
    boolean use(DbExecute transaction, User.Id user, String secretHash, Instant now) {
        return transaction
                        .createUpdate("""
                                UPDATE recovery_codes
                                SET used_at = :now
                                WHERE user_id = CAST(:user AS uuid) AND secret_hash = :secretHash AND used_at IS NULL
                                """)
                        .addParam("now", Columns.parameter(now))
                        .addParam("user", user.toString())
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    /** How many the person can still use. */
    public long left(DbExecute reader, User.Id user) {
        return count(reader, """
                SELECT COUNT(*) AS n
                FROM recovery_codes
                WHERE user_id = CAST(:user AS uuid) AND used_at IS NULL
                """, user);
    }

    /** How many the person has, used ones too. */
    long made(DbExecute reader, User.Id user) {
        return count(reader, "SELECT COUNT(*) AS n FROM recovery_codes WHERE user_id = CAST(:user AS uuid)", user);
    }

    private static long count(DbExecute reader, String query, User.Id user) {
        return reader.createGet(query)
                .addParam("user", user.toString())
                .execute()
                .map(row -> Columns.number(row, "n"))
                .orElse(0L);
    }

    public void deleteAll(DbExecute transaction, User.Id user) {
        transaction
                .createDelete("DELETE FROM recovery_codes WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }
}
