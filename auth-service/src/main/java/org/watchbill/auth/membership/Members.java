package org.watchbill.auth.membership;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.token.Role;

/** The memberships of an organisation together with the accounts behind them. */
public final class Members {

    Optional<Member> find(DbExecute reader, Organisation.Id organisation, User.Id id) {
        return reader.createGet("""
                        SELECT u.id, u.email, u.name, u.email_verified_at, u.disabled_at, u.created_at, u.version AS account_version,
                          (EXISTS (SELECT 1 FROM totp_factors t WHERE t.user_id = u.id)
                            OR EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = u.id)) AS second_factor,
                          (SELECT MAX(s.happened_at) FROM sign_ins s
                           WHERE s.user_id = u.id AND s.outcome = 'signed_in') AS last_sign_in,
                          m.role, m.created_at AS since, m.version
                        FROM memberships m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.organisation_id = CAST(:organisation AS uuid) AND m.user_id = CAST(:user AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("user", id.toString())
                .execute()
                .map(Members::member);
    }

    /** At most {@code limit} whose e-mail address comes after {@code email} and who have {@code text} in it or the name. */
    List<Member> after(DbExecute reader, Organisation.Id organisation, String email, String text, int limit) {
        return reader.createQuery("""
                        SELECT u.id, u.email, u.name, u.email_verified_at, u.disabled_at, u.created_at, u.version AS account_version,
                          (EXISTS (SELECT 1 FROM totp_factors t WHERE t.user_id = u.id)
                            OR EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = u.id)) AS second_factor,
                          (SELECT MAX(s.happened_at) FROM sign_ins s
                           WHERE s.user_id = u.id AND s.outcome = 'signed_in') AS last_sign_in,
                          m.role, m.created_at AS since, m.version
                        FROM memberships m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.organisation_id = CAST(:organisation AS uuid)
                          AND u.email > :email
                          AND (POSITION(:text IN u.email) > 0 OR POSITION(:text IN LOWER(u.name)) > 0)
                        ORDER BY u.email
                        LIMIT :limit
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("email", email)
                .addParam("text", text.toLowerCase(Locale.ROOT))
                .addParam("limit", limit)
                .execute()
                .map(Members::member)
                .toList();
    }

    /** How many can administer the organisation when {@code without} cannot. */
    long administrators(DbTransaction transaction, Organisation.Id organisation, User.Id without) {
        return transaction
                .createGet("""
                        SELECT COUNT(*) AS administrators
                        FROM memberships m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.organisation_id = CAST(:organisation AS uuid)
                          AND m.role = 'admin'
                          AND u.disabled_at IS NULL
                          AND m.user_id <> CAST(:without AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("without", without.toString())
                .execute()
                .map(row -> Columns.number(row, "administrators"))
                .orElseThrow();
    }

    /** Keeps the account as it is, and without further memberships, until the transaction ends. */
    void lockAccount(DbTransaction transaction, User.Id id) {
        transaction
                .createGet("SELECT id FROM users WHERE id = CAST(:id AS uuid) FOR UPDATE")
                .addParam("id", id.toString())
                .execute();
    }

    boolean isAlsoElsewhere(DbTransaction transaction, Organisation.Id organisation, User.Id id) {
        return transaction
                .createGet("""
                        SELECT user_id
                        FROM memberships
                        WHERE user_id = CAST(:id AS uuid) AND organisation_id <> CAST(:organisation AS uuid)
                        LIMIT 1
                        """)
                .addParam("id", id.toString())
                .addParam("organisation", organisation.toString())
                .execute()
                .isPresent();
    }

    void changeRole(DbTransaction transaction, Organisation.Id organisation, User.Id id, Role role) {
        transaction
                .createUpdate("""
                        UPDATE memberships SET role = :role, version = version + 1
                        WHERE organisation_id = CAST(:organisation AS uuid) AND user_id = CAST(:user AS uuid)
                        """)
                .addParam("role", role.name().toLowerCase(Locale.ROOT))
                .addParam("organisation", organisation.toString())
                .addParam("user", id.toString())
                .execute();
    }

    /** Takes the person's connections and API tokens in the organisation along. */
    void delete(DbTransaction transaction, Organisation.Id organisation, User.Id id) {
        transaction
                .createDelete("""
                        DELETE FROM memberships
                        WHERE organisation_id = CAST(:organisation AS uuid) AND user_id = CAST(:user AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("user", id.toString())
                .execute();
    }

    void changeAccount(DbTransaction transaction, User.Id id, String name, Optional<Instant> disabledAt) {
        transaction
                .createUpdate("""
                        UPDATE users SET name = :name, disabled_at = :disabledAt, version = version + 1
                        WHERE id = CAST(:id AS uuid)
                        """)
                .addParam("name", name)
                .addParam("disabledAt", Columns.nullable(disabledAt.map(Columns::parameter)))
                .addParam("id", id.toString())
                .execute();
    }

    private static Member member(DbRow row) {
        return new Member(
                new User.Id(Columns.uuid(row, "id")),
                new Member.Account(
                        Columns.text(row, "email"),
                        Columns.optionalInstant(row, "email_verified_at").isPresent(),
                        Columns.text(row, "name"),
                        Columns.optionalInstant(row, "disabled_at").isPresent(),
                        Columns.instant(row, "created_at"),
                        new Member.SignInFacts(
                                Columns.flag(row, "second_factor"), Columns.optionalInstant(row, "last_sign_in")),
                        Columns.number(row, "account_version")),
                Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)),
                Columns.instant(row, "since"),
                Columns.number(row, "version"));
    }
}
