package org.watchbill.kit.mcp.task;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code task}. */
final class StoredTasks {

    private static final String ALL = """
            SELECT digest, principal, work, description, answers, status, detail, status_message, cancel_requested,
                   attempts, lease, due_at, version, created_at, updated_at, expires_at
            FROM task
            """;

    Optional<StoredTask> find(DbExecute reader, String digest, String principal, Instant now) {
        return Rows.first(
                reader.createGet(ALL + "WHERE digest = :digest AND principal = :principal AND expires_at > :now")
                        .addParam("digest", digest)
                        .addParam("principal", principal)
                        .addParam("now", Columns.parameter(now)),
                StoredTasks::task);
    }

    /** Waits for a transaction that has the row. */
    Optional<StoredTask> lock(DbTransaction transaction, String digest, String principal, Instant now) {
        return Rows.first(
                transaction
                        .createGet(ALL + """
                                WHERE digest = :digest AND principal = :principal AND expires_at > :now
                                FOR UPDATE
                                """)
                        .addParam("digest", digest)
                        .addParam("principal", principal)
                        .addParam("now", Columns.parameter(now)),
                StoredTasks::task);
    }

    /** The task that a worker has, unless it lost it. */
    Optional<StoredTask> lockLeased(DbTransaction transaction, String digest, UUID lease) {
        return Rows.first(
                transaction
                        .createGet(ALL + "WHERE digest = :digest AND lease = CAST(:lease AS uuid) FOR UPDATE")
                        .addParam("digest", digest)
                        .addParam("lease", lease.toString()),
                StoredTasks::task);
    }

    /** The task that waits longest for a worker; passes over those that another worker is taking. */
    Optional<StoredTask> lockDue(DbTransaction transaction, Instant now) {
        return Rows.list(transaction.createQuery(ALL + """
                                        WHERE due_at <= :now AND expires_at > :now
                                        ORDER BY due_at, digest
                                        LIMIT 1
                                        FOR UPDATE SKIP LOCKED
                                        """).addParam("now", Columns.parameter(now)), StoredTasks::task)
                .stream()
                .findFirst();
    }

    /** The places of the tasks that the principal has; none for one that has ended. */
    List<Optional<Long>> slots(DbTransaction transaction, String principal) {
        return Rows.list(
                transaction
                        .createQuery("SELECT slot FROM task WHERE principal = :principal")
                        .addParam("principal", principal),
                row -> Columns.optionalNumber(row, "slot"));
    }

    /** False when the slot has just been taken; waits for a transaction that is about to take it. */
    boolean insert(DbTransaction transaction, StoredTask task, long slot) {
        return transaction
                        .createInsert("""
                        INSERT INTO task (digest, principal, slot, work, description, answers, status, due_at,
                                          created_at, updated_at, expires_at)
                        VALUES (:digest, :principal, :slot, :work, :description, :answers, :status, :dueAt,
                                :createdAt, :updatedAt, :expiresAt)
                        ON CONFLICT DO NOTHING
                        """)
                        .addParam("digest", task.digest())
                        .addParam("principal", task.principal())
                        .addParam("slot", slot)
                        .addParam("work", task.work())
                        .addParam("description", Json.text(task.description()))
                        .addParam("answers", Json.text(task.answers()))
                        .addParam("status", task.state().status())
                        .addParam("dueAt", Columns.nullable(task.turn().dueAt()))
                        .addParam("createdAt", Columns.parameter(task.times().createdAt()))
                        .addParam("updatedAt", Columns.parameter(task.times().updatedAt()))
                        .addParam("expiresAt", Columns.parameter(task.times().expiresAt()))
                        .execute()
                == 1;
    }

    void change(DbTransaction transaction, StoredTask before, StoredTask after) {
        if (!after.equals(before)) {
            update(transaction, after);
        }
    }

    private static void update(DbTransaction transaction, StoredTask task) {
        StoredTask.Turn turn = task.turn();
        transaction
                .createUpdate("""
                        UPDATE task
                        SET slot = CASE WHEN :open THEN slot END, description = :description, answers = :answers,
                            status = :status, detail = :detail, status_message = :message,
                            due_at = :dueAt, lease = CAST(:lease AS uuid), attempts = :attempts,
                            cancel_requested = :cancelRequested, version = :version, updated_at = :updatedAt
                        WHERE digest = :digest
                        """)
                .addParam("open", !task.state().hasEnded())
                .addParam("description", Json.text(task.description()))
                .addParam("answers", Json.text(task.answers()))
                .addParam("status", task.state().status())
                .addParam("detail", Columns.nullable(task.state().detail().map(Json::text)))
                .addParam("message", Columns.nullable(task.message()))
                .addParam("dueAt", Columns.nullable(turn.dueAt()))
                .addParam("lease", Columns.nullable(turn.lease()))
                .addParam("attempts", turn.attempts())
                .addParam("cancelRequested", turn.cancelRequested())
                .addParam("version", task.version())
                .addParam("updatedAt", Columns.parameter(task.times().updatedAt()))
                .addParam("digest", task.digest())
                .execute();
    }

    /** Deletes up to {@code most} expired tasks and tells how many there were. */
    long deleteExpired(DbTransaction transaction, Instant now, int most) {
        return transaction
                .createDelete("""
                        DELETE FROM task
                        WHERE digest IN (
                          SELECT digest FROM task WHERE expires_at <= :now ORDER BY expires_at, digest LIMIT :most)
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("most", most)
                .execute();
    }

    void deleteExpired(DbTransaction transaction, String principal, Instant now) {
        transaction
                .createDelete("DELETE FROM task WHERE principal = :principal AND expires_at <= :now")
                .addParam("principal", principal)
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    private static StoredTask task(DbRow row) {
        return new StoredTask(
                Columns.text(row, "digest"),
                Columns.text(row, "principal"),
                Columns.text(row, "work"),
                json(Columns.text(row, "description")),
                json(Columns.text(row, "answers")),
                TaskState.of(
                        Columns.text(row, "status"),
                        Columns.optionalText(row, "detail").map(StoredTasks::json)),
                Columns.optionalText(row, "status_message"),
                new StoredTask.Turn(
                        Columns.optionalInstant(row, "due_at"),
                        Columns.optionalUuid(row, "lease"),
                        Columns.number(row, "attempts"),
                        Columns.flag(row, "cancel_requested")),
                Columns.number(row, "version"),
                new StoredTask.Times(
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "updated_at"),
                        Columns.instant(row, "expires_at")));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
