package org.watchbill.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

/** Goal 12: readers of streams that do not read, or are not there any more. */
class StuckReadersTest {

    private static final int MOST_STREAMS = 40;
    private static final int FLOODED_STREAMS = 10;
    /** More than fits into the buffers of a connection on the way. */
    private static final int FLOOD_OF_ANSWERS = 40;

    private static final long MEGABYTE = 1024 * 1024;
    private static final Pattern IN_FLIGHT = Pattern.compile("(?m)^http_server_inflight\\{[^}]*} ([0-9.]+)$");
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final AtomicInteger droppedCalls = new AtomicInteger();
    private final UpstreamFake schedule = ToolAnswers.schedule()
            .with(
                    ToolAnswers.tool("long_text", true, "schedule:read", false),
                    params -> ToolAnswers.done("x".repeat(100_000)))
            .streaming(ToolAnswers.tool("chatter", true, "schedule:read", false), (params, events) -> {
                ObjectNode notice = Json.object().put("jsonrpc", "2.0").put("method", "notifications/progress");
                ObjectNode progress = notice.putObject("params").put("progressToken", "p");
                progress.put("message", "x".repeat(8_000));
                try {
                    for (int i = 1; true; i++) {
                        progress.put("progress", i);
                        events.send(notice);
                    }
                } finally {
                    droppedCalls.incrementAndGet();
                }
            });
    private final RunningGateway gateway =
            new RunningGateway(schedule, Map.of("limits.streams-per-principal", Integer.toString(MOST_STREAMS)));
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.forEach(RawClient::close);
        gateway.close();
    }

    @Test
    void goal12StreamsThatNobodyReadsAreClosed(TestReporter reporter) {
        ModernClient ana = gateway.member();
        ModernClient admin = gateway.admin();
        assertThat(PlainCall.of(admin, "get_current_schedule").status()).isEqualTo(200);
        long before = usedHeap();
        long start = System.nanoTime();

        openStreamsWithoutReading(ana);
        assertThat(inFlight()).as("all streams are open").isGreaterThanOrEqualTo(MOST_STREAMS + FLOODED_STREAMS);
        WireReply refused = ana.post(ana.headers("tools/list", Json.object()), tools(ana));
        assertThat(refused.status()).as("a principal has so many streams").isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        Timings others = new Timings();
        for (int i = 0; i < 50; i++) {
            others.time(
                    () -> assertThat(PlainCall.of(admin, "get_current_schedule").status())
                            .isEqualTo(200));
        }
        long stuck = usedHeap();

        Patience.until("stuck streams are closed", Duration.ofSeconds(75), () -> inFlight() <= 1);
        Duration closed = Duration.ofNanos(System.nanoTime() - start);
        assertThat(ana.post(ana.headers("tools/list", Json.object()), tools(ana))
                        .status())
                .as("the principal has its places back")
                .isEqualTo(200);
        Patience.until(
                "calls nobody reads are dropped", Duration.ofSeconds(20), () -> droppedCalls.get() >= MOST_STREAMS);
        long after = usedHeap();
        reporter.publishEntry(Map.of(
                "closed after", closed.toMillis() + " ms",
                "others", others.toString(),
                "heap while stuck", (stuck - before) / MEGABYTE + " MiB more",
                "heap after", (after - before) / MEGABYTE + " MiB more"));
        assertThat(others.percentile(99)).isLessThan(Duration.ofSeconds(5));
        assertThat(stuck - before).isLessThan(200 * MEGABYTE);
        assertThat(after - before).isLessThan(64 * MEGABYTE);
    }

    @Test
    void goal12ClientsThatAreGoneAreNoticedOnEveryKindOfStream() {
        ModernClient ana = gateway.member();
        LegacyClient session = gateway.legacy().connected();
        int port = gateway.at("/").getPort();
        String listen = text(ana.message(1, "subscriptions/listen", listenParams()));
        for (int i = 0; i < 5; i++) {
            clients.add(chatter(ana));
            clients.add(new RawClient(port)
                    .send(head("POST /mcp", ana.headers("subscriptions/listen", Json.object()), listen)));
            clients.add(new RawClient(port).send(head("GET /mcp", session.headers(), "")));
            clients.add(new RawClient(port).send(head("GET /sse", events(gateway.memberToken()), "")));
        }
        clients.forEach(client -> assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 "));
        assertThat(inFlight()).isGreaterThanOrEqualTo(15);

        clients.forEach(RawClient::reset);

        Patience.until("clients that are gone are noticed", Duration.ofSeconds(20), () -> inFlight() <= 1);
        Patience.until("their calls are dropped", Duration.ofSeconds(20), () -> droppedCalls.get() >= 5);
    }

    private void openStreamsWithoutReading(ModernClient ana) {
        for (int i = 0; i < MOST_STREAMS; i++) {
            clients.add(chatter(ana));
        }
        for (int i = 0; i < FLOODED_STREAMS; i++) {
            clients.add(floodedEvents());
        }
    }

    /** A call that says more than its client reads. */
    private RawClient chatter(ModernClient client) {
        ObjectNode params = client.callParams("chatter", "{}");
        params.putObject("_meta").put("progressToken", "p");
        ObjectNode message = client.message(1, "tools/call", params);
        return new RawClient(gateway.at("/").getPort())
                .send(head("POST /mcp", client.headers("tools/call", params), text(message)));
    }

    /** A stream of the older transport onto which more is posted than its client reads. */
    private RawClient floodedEvents() {
        String token = gateway.auth()
                .clientToken(TestTokens.member("Ben Okafor", "ben@harbor.example"), RunningGateway.RESOURCE);
        RawClient client = new RawClient(gateway.at("/").getPort()).send(head("GET /sse", events(token), ""));
        client.readUntil("data: ");
        String address = client.readUntil("\n").strip();
        post(
                address,
                token,
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2024-11-05\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"old\",\"version\":\"1\"}}}");
        for (int i = 1; i <= FLOOD_OF_ANSWERS; i++) {
            post(
                    address,
                    token,
                    "{\"jsonrpc\":\"2.0\",\"id\":" + i
                            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"long_text\",\"arguments\":{}}}");
        }
        post(address, token, PING);
        return client;
    }

    private void post(String address, String token, String json) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        WireReply reply = Wire.send("POST", gateway.at(address), headers, json.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }

    private static Map<String, String> events(String token) {
        return Map.of("Authorization", "Bearer " + token, "Accept", "text/event-stream");
    }

    private static ObjectNode listenParams() {
        ObjectNode params = Json.object();
        params.putObject("notifications").put("toolsListChanged", true);
        return params;
    }

    private static byte[] tools(ModernClient client) {
        return Json.bytes(client.message(1, "tools/list", Json.object()));
    }

    private static String text(ObjectNode message) {
        return Json.text(message);
    }

    private static String head(String line, Map<String, String> headers, String body) {
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!body.isEmpty()) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return head.append("\r\n").append(body).toString();
    }

    /** Requests in flight on both sockets, the one that asks for them included. */
    private double inFlight() {
        Matcher gauge = IN_FLIGHT.matcher(
                Wire.get(gateway.internalAt("/observe/metrics")).body());
        assertThat(gauge.find()).isTrue();
        return Double.parseDouble(gauge.group(1));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
