package org.watchbill.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RawHttp;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever comes, the gateway answers below 500, at once and without a word about its insides.
 *
 * <p>{@code -Dwatchbill.fuzz.seconds=3600} makes a long run of it, {@code -Dwatchbill.fuzz.seed=N} repeats one.
 */
class FrontDoorFuzzTest {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final List<String> METHODS = List.of(
            "server/discover",
            "tools/list",
            "tools/call",
            "prompts/list",
            "prompts/get",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "completion/complete",
            "subscriptions/listen",
            "tasks/get",
            "ping",
            "logging/setLevel",
            "resources/subscribe",
            "initialize",
            "notifications/cancelled",
            "notifications/initialized",
            "no/such/method");
    private static final List<String> DOORS = List.of(
            "/mcp",
            "/mcp",
            "/mcp",
            "/mcp",
            "/mcp/openagent_oauth",
            "/sse",
            "/message?sessionId=x",
            "/mcp?toolsets=all");

    private static final int OTHER_HTTP_VERSION = 505;

    @SuppressWarnings("ArrayRecordComponent")
    private record Shot(String head, byte[] body) {}

    private final long seed = Long.getLong("watchbill.fuzz.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Mutations mutations = new Mutations(random);

    @Test
    void nothingBreaksTheFrontDoor() throws IOException {
        Duration length = Duration.ofSeconds(Integer.getInteger("watchbill.fuzz.seconds", 10));
        Map<Integer, Integer> statuses = new HashMap<>();
        try (RunningGateway gateway = new RunningGateway()) {
            ModernClient modern = gateway.member();
            LegacyClient legacy = gateway.legacy(TestTokens.member("Ana Ruiz", "ana@harbor.example"))
                    .connected();
            RawHttp http = new RawHttp(gateway.at("").getPort(), PATIENCE_MILLIS);
            long end = System.nanoTime() + length.toNanos();
            int count = 0;
            while (System.nanoTime() < end) {
                Shot shot = shot(modern, legacy);
                RawHttp.Answer answer = fire(http, shot);
                check(shot, answer);
                statuses.merge(answer.status(), 1, Integer::sum);
                count++;
            }
            assertThat(count).as("shots fired").isGreaterThan(100);
            assertThat(statuses.keySet())
                    .as("some shots pass, some are refused")
                    .contains(200, 400);
        }
    }

    @Test
    void nothingBreaksTheHeadOfARequest() throws IOException {
        Duration length = Duration.ofSeconds(Integer.getInteger("watchbill.fuzz.seconds", 10) / 2);
        try (RunningGateway gateway = new RunningGateway()) {
            Map<String, String> headers = new HashMap<>(gateway.member().headers("server/discover", Json.object()));
            headers.put("Origin", "http://localhost:8080");
            headers.put("Cookie", "a=b; c=\"d\"");
            headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            RawHttp http = new RawHttp(gateway.at("").getPort(), PATIENCE_MILLIS);
            long end = System.nanoTime() + length.toNanos();
            int count = 0;
            while (System.nanoTime() < end) {
                Shot shot = new Shot(mutations.ofHead(bodiless(headers)), new byte[0]);
                RawHttp.Answer answer = fire(http, shot);
                if (answer.status() != OTHER_HTTP_VERSION) {
                    check(shot, answer);
                }
                count++;
            }
            assertThat(count).as("shots fired").isGreaterThan(100);
        }
    }

    private String bodiless(Map<String, String> headers) {
        String verb = List.of("GET", "DELETE", "OPTIONS", "HEAD").get(random.nextInt(4));
        StringBuilder head = new StringBuilder(
                verb + " " + DOORS.get(random.nextInt(DOORS.size())) + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString();
    }

    private RawHttp.Answer fire(RawHttp http, Shot shot) throws IOException {
        try {
            return http.send(shot.head(), shot.body());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No answer within " + PATIENCE_MILLIS + " ms to " + described(shot), e);
        }
    }

    private void check(Shot shot, RawHttp.Answer answer) {
        assertThat(answer.status()).as(() -> described(shot)).isLessThan(500);
        assertThat(answer.body())
                .as(() -> described(shot))
                .doesNotContain("Exception", "\tat ", "org.watchbill", "java.", "tools.jackson", "io.helidon");
    }

    private Shot shot(ModernClient modern, LegacyClient legacy) {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        ObjectNode params = params(method);
        boolean stateless = random.nextBoolean();
        ObjectNode message = modern.message(random.nextInt(100), method, params);
        if (!stateless) {
            params.remove("_meta");
        }
        Map<String, String> headers = new HashMap<>(stateless ? modern.headers(method, params) : legacy.headers());
        for (int i = random.nextInt(3); i > 0; i--) {
            breakOne(headers);
        }
        byte[] body = random.nextInt(5) == 0 ? Json.bytes(message) : mutations.of(message);
        return new Shot(head(headers, body.length), body);
    }

    private ObjectNode params(String method) {
        ObjectNode params = Json.object();
        switch (method) {
            case "tools/call" -> params.put("name", "get_current_schedule").putObject("arguments");
            case "prompts/get" -> params.put("name", "hand_over");
            case "resources/read", "resources/subscribe" -> params.put("uri", "watchbill://schedule");
            case "tasks/get" -> params.put("taskId", "t");
            case "subscriptions/listen" -> params.putObject("notifications").put("toolsListChanged", true);
            case "logging/setLevel" -> params.put("level", "info");
            case "initialize" -> {
                params.put("protocolVersion", "2025-06-18").putObject("capabilities");
                params.putObject("clientInfo").put("name", "f").put("version", "1");
            }
            default -> {}
        }
        return params;
    }

    private void breakOne(Map<String, String> headers) {
        List<String> names = new ArrayList<>(headers.keySet());
        names.addAll(List.of("Mcp-Session-Id", "Last-Event-ID", "Mcp-Param-Region", "Origin", "Content-Encoding"));
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            headers.remove(name);
        } else {
            String value = mutations.nasty();
            headers.put(name, value.length() > 10_000 ? value.substring(0, 3_000) : value);
        }
    }

    private String head(Map<String, String> headers, int length) {
        String verb = random.nextInt(15) == 0
                ? List.of("GET", "DELETE", "PUT", "OPTIONS").get(random.nextInt(4))
                : "POST";
        StringBuilder head = new StringBuilder(verb)
                .append(' ')
                .append(DOORS.get(random.nextInt(DOORS.size())))
                .append(" HTTP/1.1\r\nHost: localhost\r\nContent-Length: ")
                .append(length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private String described(Shot shot) {
        String body = new String(shot.body(), StandardCharsets.ISO_8859_1);
        return "seed " + seed + "\n" + shot.head() + body.substring(0, Math.min(body.length(), 2_000));
    }
}
