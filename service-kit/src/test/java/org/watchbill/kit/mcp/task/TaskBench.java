package org.watchbill.kit.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.OptionalTables;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.node.ObjectNode;

/** Tasks on a fresh database, with runners that are closed with it. */
final class TaskBench implements AutoCloseable {

    static final String ANA = "0197a000-0000-7000-8000-000000000001/ana";
    static final String BEN = "0197a000-0000-7000-8000-000000000001/ben";
    static final TaskRules RULES =
            new TaskRules(Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(30), 4, 6, 3);

    final MovableTime time = new MovableTime(Instant.parse("2026-03-02T09:00:00.123456Z"));
    final Database database;
    final Tasks tasks;
    private final Deque<TaskRunner> runners = new ArrayDeque<>();

    TaskBench(TestDatabase kind) {
        this.database = Database.open(Settings.of("ledger-service", kind.settings()), OptionalTables.TASKS);
        this.tasks = new Tasks(database, time, RULES);
    }

    TaskRunner start(TaskWork work) {
        return start(tasks, work);
    }

    /** One more replica. */
    TaskRunner startBeside(TaskWork work) {
        return start(new Tasks(database, time, RULES), work);
    }

    private TaskRunner start(Tasks replica, TaskWork work) {
        TaskRunner runner = replica.start(work);
        runners.push(runner);
        return runner;
    }

    /** What a worker has that never comes back. */
    TaskLeases abandoned() {
        return new TaskLeases(database, new StoredTasks(), time, RULES);
    }

    String create() {
        return create(ANA);
    }

    String create(String principal) {
        return create(principal, Json.object().put("to", 7));
    }

    String create(ObjectNode description) {
        return create(ANA, description);
    }

    private String create(String principal, ObjectNode description) {
        return tasks.create(principal, "count", description) instanceof TaskCreation.Created(Task task)
                ? task.id()
                : fail("No task was created");
    }

    Task find(String id) {
        return tasks.find(ANA, id).orElseThrow();
    }

    String status(String id) {
        return find(id).state().status();
    }

    Task awaitStatus(String id, String status) {
        awaitThat(() -> status(id).equals(status));
        return find(id);
    }

    long rows() {
        return database.read(reader ->
                        Rows.first(reader.createGet("SELECT COUNT(*) AS n FROM task"), row -> Columns.number(row, "n")))
                .orElseThrow();
    }

    /** How long the lease of the only task still goes. */
    long leaseSeconds() {
        Instant due = database.read(reader ->
                        Rows.first(reader.createGet("SELECT due_at FROM task"), row -> Columns.instant(row, "due_at")))
                .orElseThrow();
        return Duration.between(time.instant(), due).toSeconds();
    }

    /** Gives every task to a worker that does not exist. */
    void steal() {
        database.inTransaction(transaction -> transaction
                .createUpdate("UPDATE task SET lease = CAST(:lease AS uuid)")
                .addParam("lease", UUID.randomUUID().toString())
                .execute());
    }

    /** Everything that is stored of tasks, as one text. */
    String dump() {
        return database.read(reader -> Rows.list(
                        reader.createQuery("SELECT digest, principal, work, description, answers FROM task"),
                        row -> Stream.of("digest", "principal", "work", "description", "answers")
                                .map(column -> Columns.text(row, column))
                                .collect(Collectors.joining(" "))))
                .toString();
    }

    static ObjectNode result(String text) {
        ObjectNode result = Json.object().put("resultType", "complete");
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }

    static TaskStep done(String text) {
        return new TaskStep.Completed(result(text));
    }

    static TaskStep ask(String... keys) {
        ObjectNode requests = Json.object();
        for (String key : keys) {
            requests.putObject(key).put("method", "elicitation/create").putObject("params");
        }
        return new TaskStep.InputRequired(requests);
    }

    static ObjectNode answer(String key, String name) {
        ObjectNode responses = Json.object();
        responses.putObject(key).put("action", "accept").putObject("content").put("name", name);
        return responses;
    }

    static TaskStep neverEnds() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
        return done("never");
    }

    /** Waits without taking notice of interrupts, of which there must be none. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody may interrupt this", e);
        }
    }

    static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() {
        runners.forEach(TaskRunner::close);
        database.close();
    }
}
