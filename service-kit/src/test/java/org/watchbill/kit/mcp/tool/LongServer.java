package org.watchbill.kit.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.OptionalTables;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.McpEndpoint;
import org.watchbill.kit.mcp.listen.ListenMethods;
import org.watchbill.kit.mcp.listen.Rhythm;
import org.watchbill.kit.mcp.task.TaskMethods;
import org.watchbill.kit.mcp.task.TaskRules;
import org.watchbill.kit.mcp.task.TaskRunner;
import org.watchbill.kit.mcp.task.Tasks;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.TokenVerifier;
import tools.jackson.databind.JsonNode;

/** An MCP endpoint with {@link LongTools} on a fresh database, and runners as a test wants them. */
final class LongServer implements AutoCloseable {

    private static final String AUDIENCE = "ledger-service";

    final MovableTime time = new MovableTime(Instant.parse("2026-03-02T09:00:00Z"));
    final LongTools tools;
    private final TestTokens tokens = new TestTokens(time);
    private final Database database;
    private final Tasks tasks;
    private final ToolMethods methods;
    private final HttpServer server;
    private final List<TaskRunner> runners = new ArrayList<>();

    private LongServer(Settings settings) {
        this.database = Database.open(settings, OptionalTables.TASKS);
        this.tools = new LongTools(database);
        this.tasks = new Tasks(database, time, TaskRules.standard());
        this.methods = new ToolMethods(
                tools.all(),
                new Commands(database, new Outbox(), time),
                new Confirmations(new Secret("0123456789abcdef0123456789abcdef"), time),
                tasks);
        TaskMethods taskMethods = new TaskMethods(tasks);
        Rhythm quick = new Rhythm(Duration.ofMillis(20), Duration.ofMillis(200));
        McpEndpoint endpoint = new McpEndpoint(
                new McpEndpoint.ServerInfo("ledger-service", "Ledger", "1.2.3", "Keeps entries."),
                new TokenVerifier(tokens.trust(AUDIENCE), time),
                List.of(methods, taskMethods, new ListenMethods(List.of(taskMethods.updates()), time, quick)));
        this.server = HttpServer.start(
                settings,
                new HttpServer.Routes(routing -> {}, routing -> routing.register(endpoint), List.of(), path -> false));
    }

    static LongServer start(TestDatabase kind) {
        return new LongServer(Settings.of("ledger-service", kind.settings()));
    }

    ToolMethods withoutTasks() {
        return new ToolMethods(
                tools.all(),
                new Commands(database, new Outbox(), time),
                new Confirmations(new Secret("0123456789abcdef0123456789abcdef"), time));
    }

    void work() {
        runners.add(tasks.start(methods.deferred()));
    }

    /** Ends all work as if its process had been killed: nobody hears of it again, and the leases are over. */
    void killWork() {
        database.inTransaction(transaction -> transaction
                .createUpdate("UPDATE task SET lease = CAST('00000000-0000-4000-8000-000000000000' AS uuid)")
                .execute());
        time.advance(Duration.ofSeconds(31));
    }

    McpCalls as(Caller caller) {
        return new McpCalls(
                URI.create("http://127.0.0.1:" + server.internalPort() + "/mcp"), tokens.token(caller, AUDIENCE));
    }

    static String taskId(McpReply reply) {
        assertThat(reply.result().path("resultType").stringValue("")).isEqualTo("task");
        return reply.result().path("taskId").stringValue();
    }

    static JsonNode awaitStatus(McpCalls calls, String taskId, String status) {
        awaitThat(() -> calls.task("tasks/get", taskId)
                .result()
                .path("status")
                .stringValue("")
                .equals(status));
        return calls.task("tasks/get", taskId).result();
    }

    static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** The waiting audit events, in order. */
    List<JsonNode> audited() {
        return database.read(reader -> Rows.list(
                reader.createQuery("SELECT event FROM outbox ORDER BY sequence_number"),
                row -> Json.parse(Columns.text(row, "event").getBytes(StandardCharsets.UTF_8))));
    }

    long tasks() {
        return database.read(reader ->
                        Rows.list(reader.createQuery("SELECT digest FROM task"), row -> Columns.text(row, "digest")))
                .size();
    }

    @Override
    public void close() {
        server.close();
        tools.mayEnd.release(100);
        runners.forEach(TaskRunner::close);
        tokens.close();
        database.close();
    }
}
