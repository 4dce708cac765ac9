package org.watchbill.kit.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.OptionalTables;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.testing.TestDatabase;

/** A process that is killed in the middle of a task: the task ends all the same, and its write is done once. */
@Timeout(120)
class TaskKillTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> databasesAndPoints() {
        return Stream.of(TestDatabase.values())
                .flatMap(kind -> Stream.of(
                                TaskProcess.Point.BEFORE_THE_WRITE,
                                TaskProcess.Point.IN_THE_WRITE,
                                TaskProcess.Point.AFTER_THE_WRITE)
                        .map(point -> Arguments.of(kind, point)));
    }

    @ParameterizedTest
    @MethodSource("databasesAndPoints")
    void theTaskOfAKilledProcessIsDoneByTheNext(TestDatabase kind, TaskProcess.Point point) throws Exception {
        Map<String, String> access = access(kind);
        String id = killedAt(point, access);

        try (Database database = Database.open(Settings.of("ledger-service", access), OptionalTables.TASKS)) {
            Tasks tasks = new Tasks(database, InstantSource.system(), TaskProcess.RULES);
            assertThat(tasks.find(TaskBench.ANA, id).orElseThrow().state()).isEqualTo(new TaskState.Working());
            TaskProcess next = new TaskProcess(database, TaskProcess.Point.NOWHERE, folder.resolve("nowhere"));
            try (TaskRunner _ = tasks.start(next::work)) {
                TaskBench.awaitThat(() ->
                        tasks.find(TaskBench.ANA, id).orElseThrow().state().equals(TaskBench.done("done")));
            }
            assertThat(count(database, "SELECT COUNT(*) AS n FROM entry")).isEqualTo(1);
            assertThat(count(database, "SELECT COUNT(*) AS n FROM outbox")).isEqualTo(1);
        }
    }

    private String killedAt(TaskProcess.Point point, Map<String, String> access)
            throws IOException, InterruptedException {
        Path stuck = folder.resolve("stuck");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        TaskProcess.class.getName(),
                        access.getOrDefault("database.url", ""),
                        access.getOrDefault("database.user", ""),
                        point.name(),
                        stuck.toString())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!(Files.exists(stuck) && Files.readString(out).endsWith("\n"))) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as(() -> read(folder.resolve("err")))
                        .isTrue();
                LockSupport.parkNanos(20_000_000);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out).strip();
    }

    /** What a killed process leaves behind stays, so H2 needs a file. */
    private Map<String, String> access(TestDatabase kind) {
        Map<String, String> access = new HashMap<>(kind.settings());
        if (kind == TestDatabase.H2) {
            access.put("database.url", "jdbc:h2:file:" + folder.resolve("ledger"));
        }
        return access;
    }

    private static long count(Database database, String sql) {
        return database.read(reader -> Rows.first(reader.createGet(sql), row -> Columns.number(row, "n")))
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
