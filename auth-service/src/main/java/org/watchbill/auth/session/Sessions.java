package org.watchbill.auth.session;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.history.Visitor;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;

/** The sessions table. */
public final class Sessions {

    /** A session as stored. */
    public record Row(Session.Id id, User.Id user, Instant signedInAt, Set<SignInMethod> methods, Visitor visitor) {

        public Row {
            methods = Set.copyOf(methods);
        }
    }

    void insert(DbExecute transaction, String secretHash, Row session, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO sessions
                          (secret_hash, id, user_id, signed_in_at, expires_at, methods, address, browser)
                        VALUES
                          (:secretHash, CAST(:id AS uuid), CAST(:user AS uuid), :signedInAt, :expiresAt, :methods,
                           :address, :browser)
                        """)
                .addParam("secretHash", secretHash)
                .addParam("id", session.id().toString())
                .addParam("user", session.user().toString())
                .addParam("signedInAt", Columns.parameter(session.signedInAt()))
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .addParam("methods", SignInMethod.text(session.methods()))
                .addParam("address", session.visitor().address())
                .addParam("browser", session.visitor().browser())
                .execute();
    }

    Optional<Row> alive(DbExecute reader, String secretHash, Instant now) {
        return reader.createGet("""
                        SELECT id, user_id, signed_in_at, methods, address, browser
                        FROM sessions
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(Sessions::session);
    }

    /** The person's sessions that have not ended, the newest first. */
    public List<Row> of(DbExecute reader, User.Id user, Instant now) {
        return Rows.list(
                reader.createQuery("""
                        SELECT id, user_id, signed_in_at, methods, address, browser
                        FROM sessions
                        WHERE user_id = CAST(:user AS uuid) AND expires_at > :now
                        ORDER BY signed_in_at DESC, id
                        """).addParam("user", user.toString()).addParam("now", Columns.parameter(now)),
                Sessions::session);
    }

    void delete(DbExecute transaction, String secretHash) {
        transaction
                .createDelete("DELETE FROM sessions WHERE secret_hash = :secretHash")
                .addParam("secretHash", secretHash)
                .execute();
    }

    long deleteOf(DbExecute transaction, User.Id user) {
        return transaction
                .createDelete("DELETE FROM sessions WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }

    long deleteOthers(DbExecute transaction, User.Id user, Session.Id kept) {
        return transaction
                .createDelete("DELETE FROM sessions WHERE user_id = CAST(:user AS uuid) AND id <> CAST(:kept AS uuid)")
                .addParam("user", user.toString())
                .addParam("kept", kept.toString())
                .execute();
    }

    long deleteOne(DbExecute transaction, User.Id user, Session.Id id) {
        return transaction
                .createDelete("DELETE FROM sessions WHERE user_id = CAST(:user AS uuid) AND id = CAST(:id AS uuid)")
                .addParam("user", user.toString())
                .addParam("id", id.toString())
                .execute();
    }

    public void deleteExpired(DbExecute transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM sessions WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    private static Row session(DbRow row) {
        return new Row(
                new Session.Id(Columns.uuid(row, "id")),
                new User.Id(Columns.uuid(row, "user_id")),
                Columns.instant(row, "signed_in_at"),
                SignInMethod.parse(Columns.text(row, "methods")),
                new Visitor(Columns.text(row, "address"), Columns.text(row, "browser")));
    }
}
