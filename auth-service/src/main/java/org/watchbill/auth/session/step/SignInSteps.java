package org.watchbill.auth.session.step;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;

/** The sign_in_steps table. */
public final class SignInSteps {

    void insert(DbExecute transaction, String secretHash, SignInStep step, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO sign_in_steps (secret_hash, user_id, method, continue_to, expires_at)
                        VALUES (:secretHash, CAST(:user AS uuid), :method, :continueTo, :expiresAt)
                        """)
                .addParam("secretHash", secretHash)
                .addParam("user", step.user().toString())
                .addParam("method", step.method().name().toLowerCase(Locale.ROOT))
                .addParam("continueTo", step.continueTo())
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    Optional<SignInStep> alive(DbExecute reader, String secretHash, Instant now) {
        return reader.createGet("""
                        SELECT user_id, method, continue_to
                        FROM sign_in_steps
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> new SignInStep(
                        new User.Id(Columns.uuid(row, "user_id")),
                        SignInMethod.valueOf(Columns.text(row, "method").toUpperCase(Locale.ROOT)),
                        Columns.text(row, "continue_to")));
    }

    /** Removes the step; false when somebody else did. */
    boolean take(DbExecute transaction, String secretHash) {
        return transaction
                        .createDelete("DELETE FROM sign_in_steps WHERE secret_hash = :secretHash")
                        .addParam("secretHash", secretHash)
                        .execute()
                == 1;
    }

    /** Ends all steps of a person. */
    public void deleteOf(DbTransaction transaction, User.Id user) {
        transaction
                .createDelete("DELETE FROM sign_in_steps WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }

    public void deleteExpired(DbExecute transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM sign_in_steps WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }
}
