package org.watchbill.auth.history;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.page.Cursor;

/** The sign_ins table. */
public final class SignIns {

    static final Duration KEPT = Duration.ofDays(180);

    private static final Instant AFTER_ALL = Instant.parse("9999-01-01T00:00:00Z");

    public void insert(DbExecute transaction, User.Id user, Attempt attempt, Instant now) {
        insert(transaction, Optional.of(user.value()), attempt, now);
    }

    /** An attempt for an account that does not exist: nobody sees it, but it takes as long to write. */
    public void insertForNobody(DbExecute transaction, Attempt attempt, Instant now) {
        insert(transaction, Optional.empty(), attempt, now);
    }

    private static void insert(DbExecute transaction, Optional<UUID> user, Attempt attempt, Instant now) {
        transaction
                .createDelete("DELETE FROM sign_ins WHERE happened_at < :oldest")
                .addParam("oldest", Columns.parameter(now.minus(KEPT)))
                .execute();
        transaction
                .createInsert("""
                        INSERT INTO sign_ins (id, user_id, happened_at, outcome, methods, address, browser)
                        VALUES (CAST(:id AS uuid), CAST(:user AS uuid), :happenedAt, :outcome, :methods, :address, :browser)
                        """)
                .addParam("id", UUID.randomUUID().toString())
                .addParam("user", Columns.nullable(user))
                .addParam("happenedAt", Columns.parameter(now))
                .addParam("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT))
                .addParam("methods", SignInMethod.text(attempt.methods()))
                .addParam("address", attempt.visitor().address())
                .addParam("browser", attempt.visitor().browser())
                .execute();
    }

    /** The person's latest ones, the newest first. */
    List<SignIn> latest(DbExecute reader, User.Id user, int limit) {
        return Rows.list(
                reader.createQuery("""
                        SELECT s.id, s.user_id, u.name, u.email, s.happened_at, s.outcome, s.methods, s.address, s.browser
                        FROM sign_ins s
                        JOIN users u ON u.id = s.user_id
                        WHERE s.user_id = CAST(:user AS uuid)
                        ORDER BY s.happened_at DESC, s.id DESC
                        LIMIT :limit
                        """).addParam("user", user.toString()).addParam("limit", limit), SignIns::signIn);
    }

    /** What members of the organisation did since they belong to it, the newest first. */
    List<SignIn> inOrganisation(DbExecute reader, Organisation.Id organisation, Cursor after, int limit) {
        return Rows.list(
                reader.createQuery("""
                        SELECT s.id, s.user_id, u.name, u.email, s.happened_at, s.outcome, s.methods, s.address, s.browser
                        FROM sign_ins s
                        JOIN users u ON u.id = s.user_id
                        JOIN memberships m ON m.user_id = s.user_id AND s.happened_at >= m.created_at
                        WHERE m.organisation_id = CAST(:organisation AS uuid)
                          AND (s.happened_at < :at OR (s.happened_at = :at AND s.id < CAST(:id AS uuid)))
                        ORDER BY s.happened_at DESC, s.id DESC
                        LIMIT :limit
                        """)
                        .addParam("organisation", organisation.toString())
                        .addParam("at", Columns.parameter(after.key().isEmpty() ? AFTER_ALL : after.instant()))
                        .addParam("id", after.id().toString())
                        .addParam("limit", limit),
                SignIns::signIn);
    }

    private static SignIn signIn(DbRow row) {
        return new SignIn(
                Columns.uuid(row, "id"),
                new SignIn.Person(
                        new User.Id(Columns.uuid(row, "user_id")),
                        Columns.text(row, "name"),
                        Columns.text(row, "email")),
                Columns.instant(row, "happened_at"),
                new Attempt(
                        SignInOutcome.valueOf(Columns.text(row, "outcome").toUpperCase(Locale.ROOT)),
                        SignInMethod.parse(Columns.text(row, "methods")),
                        new Visitor(Columns.text(row, "address"), Columns.text(row, "browser"))));
    }
}
