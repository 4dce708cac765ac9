package org.watchbill.kit.mcp.task;

import io.helidon.dbclient.DbTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.command.Command;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.OptionalTables;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

/** A process that takes a task on, gets stuck in the middle of it and waits to be killed. */
final class TaskProcess {

    /** Where it gets stuck. */
    enum Point {
        BEFORE_THE_WRITE,
        IN_THE_WRITE,
        AFTER_THE_WRITE,
        NOWHERE
    }

    static final TaskRules RULES =
            new TaskRules(Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(3), 4, 6, 3);

    private static final UUID CALL = UUID.fromString("0197a000-0000-7000-8000-00000000ca11");

    private final Commands commands;
    private final Point point;
    private final Path stuck;

    TaskProcess(Database database, Point point, Path stuck) {
        this.commands = new Commands(database, new Outbox(), InstantSource.system());
        this.point = point;
        this.stuck = stuck;
    }

    /** Takes the settings of the database, the point, and a file to write the task's id to when it is stuck. */
    public static void main(String[] arguments) {
        Map<String, String> access =
                Map.of("database.url", arguments[0], "database.user", arguments[1], "database.password-file", "");
        Database database = Database.open(Settings.of("ledger-service", access), OptionalTables.TASKS);
        Tasks tasks = new Tasks(database, InstantSource.system(), RULES);
        tasks.start(new TaskProcess(database, Point.valueOf(arguments[2]), Path.of(arguments[3]))::work);
        if (tasks.create(TaskBench.ANA, "load", Json.object()) instanceof TaskCreation.Created(Task task)) {
            System.out.println(task.id());
        }
        stay();
    }

    TaskStep work(TaskRun run) {
        stopAt(Point.BEFORE_THE_WRITE);
        return run.committing(() -> {
            CommandResult result = commands.execute(command(), this::write);
            stopAt(Point.AFTER_THE_WRITE);
            return TaskBench.done(result instanceof CommandResult.Done ? "done" : "refused");
        });
    }

    private CommandResult write(DbTransaction transaction) {
        transaction.insert("""
                INSERT INTO entry (id, title, amount, settled, due, opens, created_at)
                VALUES (CAST('%s' AS uuid), 'Linen', 1, FALSE, DATE '2026-03-02', TIME '09:00:00',
                        TIMESTAMP WITH TIME ZONE '2026-03-02 09:00:00+00')
                """.formatted(UUID.randomUUID()));
        stopAt(Point.IN_THE_WRITE);
        Change change = new Change(new Change.Target("entry", "Linen"), Optional.empty(), Optional.empty());
        return new CommandResult.Done(Json.object(), change);
    }

    private static Command command() {
        Caller ana = TestTokens.member("Ana Ruiz", "ana@harbor.example");
        return new Command(
                CALL, ana, Actor.Type.MCP, "load", Json.object(), Json.object(), Optional.empty(), Optional.empty());
    }

    private void stopAt(Point here) {
        if (here == point) {
            try {
                Files.createFile(stuck);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stay();
        }
    }

    private static void stay() {
        while (true) {
            LockSupport.park();
        }
    }
}
