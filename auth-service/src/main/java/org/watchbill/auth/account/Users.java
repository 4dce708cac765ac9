package org.watchbill.auth.account;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;

/** The users table. */
public final class Users {

    public void insert(DbExecute transaction, User user, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO users (id, email, name, password_hash, created_at, email_verified_at)
                        VALUES (CAST(:id AS uuid), :email, :name, :passwordHash, :createdAt, :verifiedAt)
                        """)
                .addParam("id", user.id().toString())
                .addParam("email", user.email())
                .addParam("name", user.name())
                .addParam("passwordHash", user.passwordHash())
                .addParam("createdAt", Columns.parameter(now))
                .addParam("verifiedAt", Columns.nullable(user.emailVerified() ? Optional.of(now) : Optional.empty()))
                .execute();
    }

    public Optional<User> withEmail(DbExecute reader, String email) {
        return reader.createGet("""
                        SELECT id, email, name, password_hash, disabled_at, email_verified_at
                        FROM users
                        WHERE email = :email
                        """).addParam("email", email).execute().map(Users::user);
    }

    public Optional<User> find(DbExecute reader, User.Id id) {
        return reader.createGet("""
                        SELECT id, email, name, password_hash, disabled_at, email_verified_at
                        FROM users
                        WHERE id = CAST(:id AS uuid)
                        """).addParam("id", id.toString()).execute().map(Users::user);
    }

    /** Keeps out everybody else who changes this person's account until the transaction ends. */
    public Optional<User> lock(DbTransaction transaction, User.Id id) {
        return Rows.first(transaction.createGet("""
                        SELECT id, email, name, password_hash, disabled_at, email_verified_at
                        FROM users
                        WHERE id = CAST(:id AS uuid)
                        FOR UPDATE
                        """).addParam("id", id.toString()), Users::user);
    }

    public void changePassword(DbTransaction transaction, User.Id id, String passwordHash) {
        transaction
                .createUpdate("UPDATE users SET password_hash = :passwordHash WHERE id = CAST(:id AS uuid)")
                .addParam("passwordHash", passwordHash)
                .addParam("id", id.toString())
                .execute();
    }

    /** Gives the person an address that is proven to be theirs; one that another person has is a duplicate and fails. */
    public void changeEmail(DbTransaction transaction, User.Id id, String email, Instant verifiedAt) {
        transaction
                .createUpdate("""
                        UPDATE users
                        SET email = :email, email_verified_at = :verifiedAt, version = version + 1
                        WHERE id = CAST(:id AS uuid)
                        """)
                .addParam("email", email)
                .addParam("verifiedAt", Columns.parameter(verifiedAt))
                .addParam("id", id.toString())
                .execute();
    }

    private static User user(DbRow row) {
        return new User(
                new User.Id(Columns.uuid(row, "id")),
                Columns.text(row, "email"),
                Columns.text(row, "name"),
                Columns.text(row, "password_hash"),
                Columns.optionalInstant(row, "disabled_at").isPresent(),
                Columns.optionalInstant(row, "email_verified_at").isPresent());
    }
}
