package org.watchbill.auth.verification;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;

/** The email_verifications table: the address that each person is about to show to be theirs. */
public final class EmailVerifications {

    /** A person and the address that a link went to. */
    record Row(User.Id user, String email, Instant expiresAt) {}

    /** Replaces what the person wanted before; the caller holds the person's row. */
    void put(DbTransaction transaction, String secretHash, Row wanted) {
        deleteOf(transaction, wanted.user());
        transaction
                .createInsert("""
                        INSERT INTO email_verifications (user_id, secret_hash, email, expires_at)
                        VALUES (CAST(:user AS uuid), :secretHash, :email, :expiresAt)
                        """)
                .addParam("user", wanted.user().toString())
                .addParam("secretHash", secretHash)
                .addParam("email", wanted.email())
                .addParam("expiresAt", Columns.parameter(wanted.expiresAt()))
                .execute();
    }

    Optional<Row> open(DbExecute reader, String secretHash, Instant now) {
        return Rows.first(
                reader.createGet("""
                        SELECT user_id, email, expires_at
                        FROM email_verifications
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """).addParam("secretHash", secretHash).addParam("now", Columns.parameter(now)),
                row -> new Row(
                        new User.Id(Columns.uuid(row, "user_id")),
                        Columns.text(row, "email"),
                        Columns.instant(row, "expires_at")));
    }

    public void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM email_verifications WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    void deleteOf(DbTransaction transaction, User.Id user) {
        transaction
                .createDelete("DELETE FROM email_verifications WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }
}
