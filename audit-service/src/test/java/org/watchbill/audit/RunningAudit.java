package org.watchbill.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An audit-service on loopback with its own issuer and clock, and calls to it. */
final class RunningAudit implements AutoCloseable {

    static final String API = "http://localhost:8083/api";

    /** An answer; the body is missing when it is empty. */
    record Reply(int status, HttpHeaders headers, JsonNode body) {

        String code() {
            return body.path("code").stringValue("");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Helidon's OIDC provider, which guards the REST API, knows no other clock than the real one. */
    private final MovableTime time = new MovableTime(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));

    private final TestTokens tokens = new TestTokens(time);
    private final Map<String, String> database;
    private AuditService service;

    private RunningAudit(Map<String, String> database) {
        this.database = database;
        this.service = start();
    }

    static RunningAudit on(TestDatabase database) {
        return new RunningAudit(database.settings());
    }

    static RunningAudit on(Map<String, String> database) {
        return new RunningAudit(database);
    }

    MovableTime time() {
        return time;
    }

    TestTokens tokens() {
        return tokens;
    }

    void restart() {
        service.close();
        service = start();
    }

    String senderToken() {
        return tokens.serviceToken("schedule-service", "audit-service", "audit:append");
    }

    Reply append(ObjectNode... events) {
        return append(List.of(events));
    }

    Reply append(List<ObjectNode> events) {
        ArrayNode list = Json.object().putArray("events");
        events.forEach(list::add);
        return append("Bearer " + senderToken(), Json.bytes(Json.object().set("events", list)));
    }

    /** Posts any bytes with any credentials; blank sends none. */
    Reply append(String authorization, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(internal("/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        return send(request, authorization);
    }

    /** Appends and answers the indexes of the receipts. */
    List<Long> indexes(ObjectNode... events) {
        Reply reply = append(events);
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
        return reply.body()
                .path("receipts")
                .valueStream()
                .map(receipt -> receipt.path("index").longValue())
                .toList();
    }

    Reply get(String path, Caller caller) {
        return get(path, "Bearer " + tokens.token(caller, API));
    }

    Reply get(String path, String authorization) {
        URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
        return send(HttpRequest.newBuilder(uri).GET(), authorization);
    }

    /** Runs SQL past the service, as somebody with rights on the database could. */
    void sql(String... statements) throws SQLException {
        String url = database.getOrDefault("database.url", "");
        try (Connection connection = DriverManager.getConnection(url, database.getOrDefault("database.user", ""), "")) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private URI internal(String path) {
        return URI.create("http://127.0.0.1:" + service.internalPort() + path);
    }

    private Reply send(HttpRequest.Builder request, String authorization) {
        if (!authorization.isBlank()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = answer.body().length == 0 ? Json.object() : Json.parse(answer.body());
            return new Reply(answer.statusCode(), answer.headers(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String secret() {
        try {
            Path file = Files.createTempFile("watchbill", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "the client secret of audit-service").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AuditService start() {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("server.port", "0");
        settings.put("server.internal-port", "0");
        settings.put("auth.issuer", tokens.issuer());
        settings.put("auth.url", tokens.url().toString());
        settings.put("auth.client-secret-file", secret());
        return AuditService.start(Settings.of("audit-service", settings), time);
    }

    @Override
    public void close() {
        service.close();
        tokens.close();
        client.close();
    }

    static List<Long> indexesOf(Reply page) {
        return page.body()
                .path("events")
                .valueStream()
                .map(entry -> entry.path("index").longValue())
                .toList();
    }

    static List<Long> range(long from, long to) {
        Long[] numbers = new Long[(int) (to - from)];
        Arrays.setAll(numbers, i -> from + i);
        return List.of(numbers);
    }
}
