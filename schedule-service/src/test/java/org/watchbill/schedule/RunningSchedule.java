package org.watchbill.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** A schedule-service on loopback with its own issuer and clock, nobody to deliver audit events to, and calls to it. */
final class RunningSchedule implements AutoCloseable {

    /** Saturday, 07:00 in New York. */
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    static final Caller ADMIN = TestTokens.admin();
    static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    static final Caller BEN = TestTokens.member("Ben Okafor", "ben@harbor.example");

    private static final String API = "http://localhost:8082/api";
    private static final String NOBODY = "http://127.0.0.1:9";

    private final MovableTime time = new MovableTime(START);
    private final TestTokens tokens = new TestTokens(time);
    private final Map<String, String> database;
    private final ScheduleService service;

    private RunningSchedule(Map<String, String> database, Map<String, String> more) {
        this.database = database;
        this.service = start(more);
    }

    static RunningSchedule on(TestDatabase database) {
        return new RunningSchedule(database.settings(), Map.of());
    }

    static RunningSchedule withDemo(Map<String, String> database) {
        return new RunningSchedule(database, Map.of("demo", "true"));
    }

    MovableTime time() {
        return time;
    }

    int port() {
        return service.port();
    }

    TestTokens tokens() {
        return tokens;
    }

    String apiToken(Caller caller) {
        return token(caller, API);
    }

    McpCalls mcp(Caller caller) {
        return new McpCalls(
                URI.create("http://127.0.0.1:" + service.internalPort() + "/mcp"), token(caller, "schedule-service"));
    }

    HttpCalls.Answer get(Caller caller, String path) {
        try (HttpCalls http = HttpCalls.to(service.port())) {
            return http.get(path, Map.of("Authorization", "Bearer " + apiToken(caller)));
        }
    }

    HttpCalls.Answer post(Caller caller, String path, String body) {
        return post(caller, path, Map.of(), body);
    }

    HttpCalls.Answer post(Caller caller, String path, Map<String, String> more, String body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + apiToken(caller));
        try (HttpCalls http = HttpCalls.to(service.port())) {
            return http.post(path, headers, body);
        }
    }

    /** Rows as texts of all columns, to see that nothing changed. */
    List<String> rows(String sql) {
        String url = database.getOrDefault("database.url", "");
        String h2 = url.startsWith("jdbc:h2:") ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : "";
        try (Connection connection =
                        DriverManager.getConnection(url + h2, database.getOrDefault("database.user", ""), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getString(i));
                }
                found.add(String.join("|", columns.stream().map("%s"::formatted).toList()));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that a refused call must leave alone. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (String table : List.of("member", "shift_type", "assignment", "shift_request", "request_event")) {
            state.addAll(rows("SELECT * FROM " + table + " ORDER BY id"));
        }
        return state;
    }

    /** Valid by the moved clock and by the real one, which alone the guard of the REST API knows. */
    private String token(Caller caller, String audience) {
        ObjectNode claims = tokens.claims(caller, audience);
        claims.put("iat", Instant.parse("2024-01-01T00:00:00Z").getEpochSecond());
        claims.put("exp", Instant.parse("2099-01-01T00:00:00Z").getEpochSecond());
        return tokens.signed(claims);
    }

    private ScheduleService start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("server.port", "0");
        settings.put("server.internal-port", "0");
        settings.put("auth.issuer", tokens.issuer());
        settings.put("auth.url", tokens.url().toString());
        settings.put("audit.url", NOBODY);
        settings.put("auth.client-secret-file", secret());
        settings.put("confirmation.key-file", secret());
        settings.putAll(more);
        return ScheduleService.start(Settings.of("schedule-service", settings), time);
    }

    private static String secret() {
        try {
            Path file = Files.createTempFile("watchbill", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "only a test has such a secret, 0123456789")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        tokens.close();
    }
}
