package org.watchbill.auth.session;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;

/** The sessions table. */
public final class Sessions {

    /** A session as stored. */
    record Row(User.Id user, Instant signedInAt) {}

    void insert(DbExecute transaction, String secretHash, Row session, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO sessions (secret_hash, user_id, signed_in_at, expires_at)
                        VALUES (:secretHash, CAST(:user AS uuid), :signedInAt, :expiresAt)
                        """)
                .addParam("secretHash", secretHash)
                .addParam("user", session.user().toString())
                .addParam("signedInAt", Columns.parameter(session.signedInAt()))
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    Optional<Row> alive(DbExecute reader, String secretHash, Instant now) {
        return reader.createGet("""
                        SELECT user_id, signed_in_at
                        FROM sessions
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> new Row(new User.Id(Columns.uuid(row, "user_id")), Columns.instant(row, "signed_in_at")));
    }

    void delete(DbExecute transaction, String secretHash) {
        transaction
                .createDelete("DELETE FROM sessions WHERE secret_hash = :secretHash")
                .addParam("secretHash", secretHash)
                .execute();
    }

    void deleteExpired(DbExecute transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM sessions WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }
}
