package org.watchbill.auth.password;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;

/** The password_resets table: links that are not used yet. */
public final class PasswordResets {

    /** {@code mailed}: whether the secret went to the account's address by mail. */
    record Row(User.Id user, boolean mailed, Instant expiresAt) {}

    void insert(DbTransaction transaction, String secretHash, Row reset) {
        transaction
                .createInsert("""
                        INSERT INTO password_resets (secret_hash, user_id, mailed, expires_at)
                        VALUES (:secretHash, CAST(:user AS uuid), :mailed, :expiresAt)
                        """)
                .addParam("secretHash", secretHash)
                .addParam("user", reset.user().toString())
                .addParam("mailed", reset.mailed())
                .addParam("expiresAt", Columns.parameter(reset.expiresAt()))
                .execute();
    }

    Optional<Row> open(DbExecute reader, String secretHash, Instant now) {
        return Rows.first(
                reader.createGet("""
                        SELECT user_id, mailed, expires_at
                        FROM password_resets
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """).addParam("secretHash", secretHash).addParam("now", Columns.parameter(now)),
                row -> new Row(
                        new User.Id(Columns.uuid(row, "user_id")),
                        Columns.flag(row, "mailed"),
                        Columns.instant(row, "expires_at")));
    }

    /** Uses up the secret; false when somebody else did. */
    boolean take(DbTransaction transaction, String secretHash) {
        return transaction
                        .createDelete("DELETE FROM password_resets WHERE secret_hash = :secretHash")
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    /** Ends all links of a person. */
    public void deleteOf(DbTransaction transaction, User.Id user) {
        transaction
                .createDelete("DELETE FROM password_resets WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }

    public void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM password_resets WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }
}
