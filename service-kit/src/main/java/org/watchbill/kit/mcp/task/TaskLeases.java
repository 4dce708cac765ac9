package org.watchbill.kit.mcp.task;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.watchbill.kit.database.Database;

/** How workers get tasks, keep them and give them back. A lease that was not renewed in time may be somebody else's. */
final class TaskLeases {

    private static final int EXPIRED_AT_ONCE = 500;

    private final Database database;
    private final StoredTasks stored;
    private final InstantSource time;
    private final TaskRules rules;

    TaskLeases(Database database, StoredTasks stored, InstantSource time, TaskRules rules) {
        this.database = database;
        this.stored = stored;
        this.time = time;
        this.rules = rules;
    }

    /** The next task that is due, leased to the caller; or one that has ended, because it was begun too often. */
    Optional<StoredTask> take() {
        UUID lease = UUID.randomUUID();
        Instant now = now();
        return database.inTransaction(transaction -> {
            Optional<StoredTask> due = stored.lockDue(transaction, now);
            Optional<StoredTask> taken = due.map(task -> task.taken(lease, now, rules.lease()));
            taken.ifPresent(task -> stored.change(transaction, due.orElseThrow(), task));
            return taken;
        });
    }

    /** The task as it stands now, still held; empty when it is lost. */
    Optional<StoredTask> renew(StoredTask held) {
        return change(held, (task, now) -> task.renewed(now, rules.lease()));
    }

    /** Stores what the work has come to, unless the task is lost. */
    void step(StoredTask held, TaskState step) {
        change(held, (task, now) -> task.stepped(step, now));
    }

    void giveBack(StoredTask held) {
        change(held, StoredTask::givenBack);
    }

    /** Forgets some of the expired tasks; whether there may be more. */
    boolean clear() {
        Instant now = now();
        return database.inTransaction(transaction -> stored.deleteExpired(transaction, now, EXPIRED_AT_ONCE))
                == EXPIRED_AT_ONCE;
    }

    String service() {
        return database.service();
    }

    private Optional<StoredTask> change(StoredTask held, BiFunction<StoredTask, Instant, StoredTask> rule) {
        UUID lease = held.turn().lease().orElseThrow();
        Instant now = now();
        return database.inTransaction(transaction -> {
            Optional<StoredTask> before = stored.lockLeased(transaction, held.digest(), lease);
            Optional<StoredTask> after = before.map(task -> rule.apply(task, now));
            after.ifPresent(task -> stored.change(transaction, before.orElseThrow(), task));
            return after;
        });
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
