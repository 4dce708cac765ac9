package org.watchbill.system.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.watchbill.system.client.Person;

/** Accounts put straight into auth-service's database, with the password of the account that was there first. */
public final class AccountFixture {

    private final SuitePlan plan;
    private final Person first;

    public AccountFixture(SuitePlan plan, Person first) {
        this.plan = plan;
        this.first = first;
    }

    /** Adds somebody to the organisation of the first account. */
    public Person add(String name, String email, String role) {
        UUID id = UUID.randomUUID();
        update("""
                INSERT INTO users (id, email, name, password_hash, created_at)
                SELECT CAST(? AS uuid), ?, ?, password_hash, created_at FROM users WHERE email = ?
                """, id.toString(), email, name, first.email());
        update("""
                INSERT INTO memberships (organisation_id, user_id, role, created_at)
                SELECT m.organisation_id, CAST(? AS uuid), ?, m.created_at
                FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = ?
                """, id.toString(), role, first.email());
        return new Person(email, first.password());
    }

    public void changeRole(Person person, String role) {
        update(
                "UPDATE memberships SET role = ? WHERE user_id = (SELECT id FROM users WHERE email = ?)",
                role,
                person.email());
    }

    private void update(String sql, String... parameters) {
        try (Connection connection = PlainJdbc.connect(plan, Service.AUTH);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            if (statement.executeUpdate() != 1) {
                throw new AssertionError("Not one row: " + sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
