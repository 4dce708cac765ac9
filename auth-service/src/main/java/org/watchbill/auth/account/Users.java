package org.watchbill.auth.account;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.database.Columns;

/** The users table. */
public final class Users {

    public void insert(DbExecute transaction, User user, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO users (id, email, name, password_hash, created_at)
                        VALUES (CAST(:id AS uuid), :email, :name, :passwordHash, :createdAt)
                        """)
                .addParam("id", user.id().toString())
                .addParam("email", user.email())
                .addParam("name", user.name())
                .addParam("passwordHash", user.passwordHash())
                .addParam("createdAt", Columns.parameter(now))
                .execute();
    }

    public Optional<User> withEmail(DbExecute reader, String email) {
        return reader.createGet("""
                        SELECT id, email, name, password_hash, disabled_at
                        FROM users
                        WHERE email = :email
                        """).addParam("email", email).execute().map(Users::user);
    }

    public Optional<User> find(DbExecute reader, User.Id id) {
        return reader.createGet("""
                        SELECT id, email, name, password_hash, disabled_at
                        FROM users
                        WHERE id = CAST(:id AS uuid)
                        """).addParam("id", id.toString()).execute().map(Users::user);
    }

    /** Keeps out everybody else who changes what belongs to the account until the transaction ends. */
    public void lock(DbTransaction transaction, User.Id id) {
        transaction
                .createGet("SELECT id FROM users WHERE id = CAST(:id AS uuid) FOR UPDATE")
                .addParam("id", id.toString())
                .execute();
    }

    private static User user(DbRow row) {
        return new User(
                new User.Id(Columns.uuid(row, "id")),
                Columns.text(row, "email"),
                Columns.text(row, "name"),
                Columns.text(row, "password_hash"),
                Columns.optionalInstant(row, "disabled_at").isPresent());
    }
}
