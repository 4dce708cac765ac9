package org.watchbill.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.testing.HttpCalls;

/** What every service gets from the server without doing anything for it. */
class HttpServerTest {

    record Note(String title) {}

    /** Nested routes, to see that their methods are known too. */
    private static final class Notes implements HttpService {

        @Override
        public void routing(HttpRules rules) {
            rules.get("/{id}", Notes::find).delete("/{id}", Notes::remove);
        }

        private static void find(ServerRequest request, ServerResponse response) {
            int id = request.path().pathParameters().first("id").asInt().get();
            if (id == 404) {
                throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND, "There is no such note"));
            }
            response.send("note " + id);
        }

        private static void remove(ServerRequest request, ServerResponse response) {
            response.status(Status.NO_CONTENT_204).send();
        }
    }

    /** Keeps the events of a logger. */
    private static final class Collector extends Handler {

        private final List<LogRecord> events;

        Collector(List<LogRecord> events) {
            this.events = events;
        }

        @Override
        public void publish(LogRecord event) {
            events.add(event);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final AtomicBoolean READY = new AtomicBoolean(true);
    private static final AtomicBoolean CACHED = new AtomicBoolean(true);

    private static HttpServer server;
    private static HttpCalls calls;
    private static HttpCalls internal;

    @BeforeAll
    static void start() {
        server = HttpServer.start(
                Settings.of("kit-test", Map.of()),
                new HttpServer.Routes(
                        HttpServerTest::routes,
                        routing -> routing.get("/inside", (request, response) -> response.send("inside")),
                        List.of(new Readiness("database", READY::get), Readiness.helpful("cache", CACHED::get)),
                        path -> false));
        calls = HttpCalls.to(server.port());
        internal = HttpCalls.to(server.internalPort());
    }

    private static void routes(HttpRouting.Builder routing) {
        routing.post(
                        "/notes",
                        (request, response) ->
                                JsonBody.send(response, Status.CREATED_201, JsonBody.read(request, Note.class)))
                .register("/notes", new Notes())
                .get(
                        "/trace",
                        (request, response) -> response.send(Trace.of(request).traceparent()))
                .get(
                        "/stale",
                        (request, response) -> Problems.send(
                                response,
                                Refusal.stale(
                                        "The note has changed", Json.object().put("version", 7))))
                .get("/refused", (request, response) -> {
                    throw new RefusedException(Refusal.invalid("title", "The title is too long"));
                })
                .get("/later", (request, response) -> {
                    throw new RefusedException(Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "Try again"));
                })
                .get(
                        "/cached",
                        (request, response) ->
                                response.header("Cache-Control", "max-age=60").send("cached"))
                .get("/lonely", (request, response) -> {
                    throw new BackendException("No answer from http://10.1.2.3", true, null);
                })
                .get("/broken", (request, response) -> {
                    throw new IllegalStateException("secret detail");
                });
    }

    @AfterAll
    static void stop() {
        calls.close();
        internal.close();
        server.close();
    }

    @Test
    void readsAndSendsJson() {
        HttpCalls.Answer answer = calls.post("/notes", "{\"title\":\"On call\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"title\":\"On call\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title":1}     | The member 'title' is missing or invalid
            {"titel":"x"}   | The member 'title' is missing or invalid
            {               | The body is not valid JSON (line 1, column 2)
            ``              | The body is empty
            """)
    void answersBadJsonWith400(String body, String detail) {
        HttpCalls.Answer answer = calls.post("/notes", Map.of("Content-Type", "application/json"), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo(detail);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("invalid_argument");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /nothing   | 404 |              | not_found
            GET    | /inside    | 404 |              | not_found
            GET    | /notes     | 405 | POST         | invalid_argument
            PUT    | /notes/1   | 405 | GET, DELETE  | invalid_argument
            POST   | /health    | 405 | GET          | invalid_argument
            GET    | /notes/one | 400 |              | invalid_argument
            """)
    void answersWhatHasNoHandlerWithAProblem(String method, String path, int status, String allow, String code) {
        HttpCalls.Answer answer = calls.send(method, path, Map.of(), "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).hasValue("application/problem+json");
        assertThat(answer.header("allow")).isEqualTo(Optional.ofNullable(allow));
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void answersAnotherContentTypeWith415() {
        assertThat(calls.post("/notes", Map.of("Content-Type", "text/plain"), "{\"title\":\"a\"}")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void mapsRefusalsToProblems() {
        HttpCalls.Answer refused = calls.get("/refused");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("content-type")).hasValue("application/problem+json");
        assertThat(refused.body()).isEqualTo("""
                {"type":"about:blank","title":"Bad Request","status":400,"detail":"The title is too long",\
                "code":"invalid_argument","field":"title"}""");
        HttpCalls.Answer later = calls.get("/later");
        assertThat(later.status()).isEqualTo(503);
        assertThat(later.header("retry-after")).hasValue("1");
        HttpCalls.Answer lonely = calls.get("/lonely");
        assertThat(lonely.status()).isEqualTo(503);
        assertThat(lonely.body()).doesNotContain("10.1.2.3");
        assertThat(calls.get("/stale").body()).isEqualTo("""
                {"type":"about:blank","title":"Precondition Failed","status":412,"detail":"The note has changed",\
                "code":"version_conflict","current":{"version":7}}""");
    }

    @Test
    void hidesWhatBroke() {
        HttpCalls.Answer answer = calls.get("/broken");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret").contains("\"code\":\"internal\"");
    }

    @Test
    void logsWhatBrokeOnceWithItsTrace() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        List<LogRecord> events = new CopyOnWriteArrayList<>();
        Handler handler = new Collector(events);
        Logger logger = Logger.getLogger("org.watchbill.http");
        logger.addHandler(handler);
        try {
            calls.get("/broken", Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getThrown()).hasMessage("secret detail");
            assertThat(event.getParameters()).contains(Field.of("trace_id", trace));
        });
    }

    @Test
    void sharesNoMetersWithAnotherServer() {
        calls.get("/cached");
        try (HttpServer other = HttpServer.start(
                        Settings.of("kit-test", Map.of()),
                        new HttpServer.Routes(routing -> {}, routing -> {}, List.of(), path -> false));
                HttpCalls otherInternal = HttpCalls.to(other.internalPort())) {
            assertThat(otherInternal.get("/observe/metrics").body()).doesNotContain("/cached");
        }
        assertThat(internal.get("/observe/metrics").body()).contains("/cached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:9",
                "kit.example",
                "KIT.example:8080"
            })
    void servesItsOwnHosts(String host) {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection
                            .send("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "kit.example.",
                "10.0.0.1",
                "[::2]"
            })
    void refusesOtherHosts(String host) {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection
                            .send("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void acceptsAnyHostOnTheInternalSocket() {
        try (RawConnection connection = new RawConnection(server.internalPort())) {
            assertThat(connection
                            .send("GET /inside HTTP/1.1\r\nHost: schedule-service\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void servesAnExtraHostWithItsPortOnly() {
        Settings settings = Settings.of("kit-test", Map.of("server.allowed-hosts", "lan.example:8080, other.example"));
        try (HttpServer extra = HttpServer.start(
                settings, new HttpServer.Routes(routing -> {}, routing -> {}, List.of(), path -> false))) {
            assertThat(status(extra, "lan.example:8080")).isEqualTo("200");
            assertThat(status(extra, "lan.example:9")).isEqualTo("403");
            assertThat(status(extra, "other.example:9")).isEqualTo("200");
        }
    }

    private static String status(HttpServer target, String host) {
        try (RawConnection connection = new RawConnection(target.port())) {
            return connection
                    .send("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .answer()
                    .substring(9, 12);
        }
    }

    @Test
    void sendsSecurityHeadersUnlessTheHandlerSetsOthers() {
        HttpCalls.Answer answer = calls.get("/trace");
        assertThat(answer.header("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.header("referrer-policy")).hasValue("no-referrer");
        assertThat(answer.header("cache-control")).hasValue("no-store");
        assertThat(calls.get("/cached").header("cache-control")).hasValue("max-age=60");
    }

    @Test
    void keepsAHarmlessRequestIdAndReplacesOthers() {
        assertThat(calls.get("/health", Map.of("X-Request-Id", "order-4711.a")).header("x-request-id"))
                .hasValue("order-4711.a");
        assertThat(calls.get("/health", Map.of("X-Request-Id", "a b\"c")).header("x-request-id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(36));
        assertThat(calls.get("/health").header("x-request-id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(36));
    }

    @Test
    void joinsTheTraceOfTheSender() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        assertThat(calls.get("/trace", Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                        .body())
                .matches("00-" + trace + "-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
        assertThat(calls.get("/trace", Map.of("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"))
                        .body())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain("0".repeat(32));
    }

    @Test
    void tellsItsHealth() {
        assertThat(calls.get("/health").body())
                .isEqualTo("{\"status\":\"ok\",\"service\":\"kit-test\",\"version\":\"development\"}");
        assertThat(internal.get("/observe/health").body()).contains("{\"name\":\"database\",\"status\":\"ok\"}");
        READY.set(false);
        try {
            assertThat(calls.get("/health").status()).isEqualTo(503);
            assertThat(internal.get("/observe/health").status()).isEqualTo(503);
            assertThat(internal.get("/observe/health").body())
                    .contains("{\"name\":\"database\",\"status\":\"failed\"}");
        } finally {
            READY.set(true);
        }
    }

    @Test
    void isDegradedWithoutWhatOnlyHelps() {
        CACHED.set(false);
        try {
            assertThat(calls.get("/health").status()).isEqualTo(200);
            assertThat(calls.get("/health").body()).startsWith("{\"status\":\"degraded\"");
            assertThat(internal.get("/observe/health").body()).contains("{\"name\":\"cache\",\"status\":\"failed\"}");
        } finally {
            CACHED.set(true);
        }
    }

    @Test
    void countsRequestsByRoute() {
        calls.get("/notes/1");
        calls.get("/notes/2");
        calls.get("/notes/404");
        calls.get("/nothing/here");
        server.gauge("kit.answer", "The answer", () -> 42);
        LongAdder told = new LongAdder();
        server.counter("kit.told", "How often it was told", told);
        told.add(3);
        HttpCalls.Answer metrics = internal.get("/observe/metrics");
        assertThat(metrics.header("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(metrics.body())
                .contains("kit_answer{service=\"kit-test\"} 42.0", "kit_told_total{service=\"kit-test\"} 3.0")
                .containsPattern(
                        "http_server_requests_seconds_count\\{method=\"GET\",route=\"/notes/\\{id\\}\",service=\"kit-test\",status=\"2xx\"\\} [2-9]")
                .contains("method=\"GET\",route=\"/notes/{id}\",service=\"kit-test\",status=\"4xx\"")
                .contains("route=\"unmatched\",service=\"kit-test\",status=\"4xx\"")
                .doesNotContain("/nothing/here")
                .contains("jvm_memory_used_bytes");
        assertThat(calls.get("/observe/metrics").status()).isEqualTo(404);
    }
}
