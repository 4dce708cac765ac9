package org.watchbill.kit.mcp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.completion.CompletionMethods;
import org.watchbill.kit.mcp.listen.ListenMethods;
import org.watchbill.kit.mcp.listen.Rhythm;
import org.watchbill.kit.mcp.prompt.PromptMethods;
import org.watchbill.kit.mcp.resource.ResourceMethods;
import org.watchbill.kit.mcp.tool.ToolMethods;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.TokenVerifier;
import tools.jackson.databind.JsonNode;

/** An MCP endpoint with {@link EntryTools} on a fresh database. */
final class EntryServer implements AutoCloseable {

    static final String AUDIENCE = "ledger-service";

    private static final Rhythm QUICK = new Rhythm(Duration.ofMillis(20), Duration.ofMillis(200));

    final MovableTime time = new MovableTime(Instant.parse("2026-03-02T09:00:00Z"));
    final TestTokens tokens = new TestTokens(time);
    final EntryTools tools;
    final EntryGuides guides;
    private final Settings settings;
    private final Database database;
    private final HttpServer server;
    private final LoggedFailures failures = new LoggedFailures();

    private EntryServer(Settings settings) {
        this.settings = settings;
        this.database = Database.open(settings);
        this.tools = new EntryTools(database);
        this.guides = new EntryGuides(tools);
        McpEndpoint endpoint = new McpEndpoint(
                new McpEndpoint.ServerInfo("ledger-service", "Ledger", "1.2.3", "Keeps entries."),
                new TokenVerifier(tokens.trust(AUDIENCE), time),
                features());
        this.server = HttpServer.start(
                settings,
                new HttpServer.Routes(routing -> {}, routing -> routing.register(endpoint), List.of(), path -> false));
    }

    static EntryServer start(TestDatabase kind) {
        return new EntryServer(Settings.of("ledger-service", kind.settings()));
    }

    /** Another server on the same database. */
    EntryServer replica() {
        return new EntryServer(settings);
    }

    private List<McpFeature> features() {
        PromptMethods prompts = new PromptMethods(guides.prompts());
        ResourceMethods resources = new ResourceMethods(guides.resources());
        return List.of(
                new ToolMethods(
                        tools.all(),
                        new Commands(database, new Outbox(), time),
                        new Confirmations(new Secret("0123456789abcdef0123456789abcdef"), time)),
                prompts,
                resources,
                new CompletionMethods(List.of(prompts, resources)),
                new ListenMethods(List.of(resources.updates()), time, QUICK));
    }

    /** Stops serving, as at the end of the process. */
    void stop() {
        server.close();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.internalPort() + "/mcp");
    }

    McpCalls as(Caller caller) {
        return new McpCalls(endpoint(), tokens.token(caller, AUDIENCE));
    }

    /** How many failures the endpoint has logged. */
    int loggedFailures() {
        return failures.count();
    }

    /** The waiting audit events, in order. */
    List<JsonNode> audited() {
        return database.read(reader -> reader.createQuery("SELECT event FROM outbox ORDER BY sequence_number")
                .execute()
                .map(row -> Json.parse(row.column("event").get(String.class).getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    @Override
    public void close() {
        server.close();
        failures.close();
        tokens.close();
        database.close();
    }
}
