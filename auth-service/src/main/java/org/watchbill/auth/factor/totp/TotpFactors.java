package org.watchbill.auth.factor.totp;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;

/** The totp_factors table: one app a person. */
public final class TotpFactors {

    /** An app as stored. */
    public record Row(String sealedSecret, Instant createdAt, Instant lastUsedAt) {}

    public Optional<Row> find(DbExecute reader, User.Id user) {
        return reader.createGet("""
                        SELECT sealed_secret, created_at, last_used_at
                        FROM totp_factors
                        WHERE user_id = CAST(:user AS uuid)
                        """)
                .addParam("user", user.toString())
                .execute()
                .map(row -> new Row(
                        Columns.text(row, "sealed_secret"),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "last_used_at")));
    }

    void insert(DbExecute transaction, User.Id user, String sealedSecret, long step, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO totp_factors (user_id, sealed_secret, last_step, created_at, last_used_at)
                        VALUES (CAST(:user AS uuid), :sealedSecret, :step, :now, :now)
                        """)
                .addParam("user", user.toString())
                .addParam("sealedSecret", sealedSecret)
                .addParam("step", step)
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    /** Uses up the code of {@code step}, with all before it; false when that has already happened. */
    boolean use(DbExecute transaction, User.Id user, long step, Instant now) {
        return transaction
                        .createUpdate("""
                                UPDATE totp_factors
                                SET last_step = :step, last_used_at = :now
                                WHERE user_id = CAST(:user AS uuid) AND last_step < :step
                                """)
                        .addParam("step", step)
                        .addParam("now", Columns.parameter(now))
                        .addParam("user", user.toString())
                        .execute()
                == 1;
    }

    public boolean delete(DbExecute transaction, User.Id user) {
        return transaction
                        .createDelete("DELETE FROM totp_factors WHERE user_id = CAST(:user AS uuid)")
                        .addParam("user", user.toString())
                        .execute()
                == 1;
    }
}
