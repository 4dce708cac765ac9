package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.FakeEvents;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls that take their time: what comes before the answer, and what happens when the client does not wait. */
@Timeout(60)
class UnfoldingCallTest {

    private static final String LEVEL = "io.modelcontextprotocol/logLevel";

    private final CountDownLatch gone = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final UpstreamFake schedule = new UpstreamFake()
            .streaming(ToolAnswers.tool("count", true, "schedule:read", false), UnfoldingCallTest::count)
            .streaming(ToolAnswers.tool("talk", true, "schedule:read", false), UnfoldingCallTest::talk)
            .streaming(ToolAnswers.tool("update_note", false, "requests:write", false), this::write)
            .with(ToolAnswers.tool("read", true, "schedule:read", false), params -> ToolAnswers.done("read"));
    private final RunningGateway gateway = new RunningGateway(schedule, Map.of());
    private final ModernClient client = gateway.member();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void progressComesInOrderAndUnderItsTokenOnly() {
        try (EventReader answer = open("count", "{\"progressToken\":\"mine\"}")) {
            assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
            for (int i = 1; i <= 3; i++) {
                assertThat(answer.next().toString())
                        .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                                + "{\"progressToken\":\"mine\",\"progress\":" + i + ",\"total\":3}}");
            }
            assertThat(answer.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("counted");
            assertThat(answer.hasEnded()).isTrue();
        }
    }

    @Test
    void withoutATokenThereIsNoProgress() {
        assertThat(client.call("count", "{}").header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({"debug,4", "info,3", "warning,2", "error,2", "critical,1", "emergency,0"})
    void logMessagesPassFromTheAskedLevelOn(String level, int passing) {
        try (EventReader answer = open("talk", "{\"" + LEVEL + "\":\"" + level + "\"}")) {
            JsonNode next = Json.parse(
                    answer.header("Content-Type").equals("text/event-stream")
                            ? Json.bytes(answer.next())
                            : answer.rest());
            int messages = 0;
            while (next.path("method").stringValue("").equals("notifications/message")) {
                messages++;
                next = answer.next();
            }
            assertThat(messages).isEqualTo(passing);
            assertThat(next.path("id").intValue()).isEqualTo(7);
        }
    }

    @Test
    void withoutALevelThereAreNoLogMessages() {
        assertThat(client.call("talk", "{}").header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"loud\"", "\"INFO\"", "3", "null"})
    void refusesAnUnknownLevel(String level) {
        ObjectNode params = client.callParams("talk", "{}");
        params.set("_meta", ToolAnswers.json("{\"" + LEVEL + "\":" + level + "}"));

        assertThat(client.send("tools/call", params).errorCode()).isEqualTo(-32602);
        assertThat(schedule.calls()).isEmpty();
    }

    @Test
    void aClientThatLeavesCancelsTheCallButNotTheWriteThatHasBegun() throws InterruptedException {
        try (EventReader answer = open("update_note", "{\"progressToken\":1}")) {
            assertThat(answer.next().at("/params/progress").intValue()).isEqualTo(1);
        }

        assertThat(gone.await(10, TimeUnit.SECONDS)).as("the service is told").isTrue();
        assertThat(written.await(10, TimeUnit.SECONDS))
                .as("the service finishes")
                .isTrue();
        assertThat(client.call("read", "{}").status()).isEqualTo(200);
        assertThat(schedule.calls().stream()
                        .filter(call ->
                                call.params().path("name").stringValue("").equals("update_note")))
                .as("nothing is sent twice")
                .hasSize(1);
    }

    @Test
    void theTraceOfTheClientGoesOn() {
        ObjectNode params = client.callParams("read", "{}");
        params.putObject("_meta")
                .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .put("tracestate", "vendor=1")
                .put("baggage", "user=7");
        client.send("tools/call", params);

        UpstreamFake.Received call = schedule.calls().getLast();
        assertThat(call.meta().path("traceparent").stringValue())
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01")
                .isEqualTo(call.headers().get("Traceparent"));
        assertThat(call.meta().path("tracestate").stringValue()).isEqualTo("vendor=1");
        assertThat(call.meta().path("baggage").stringValue()).isEqualTo("user=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b71692033-01", "nonsense"})
    void aStateWithoutItsTraceIsDropped(String traceparent) {
        ObjectNode params = client.callParams("read", "{}");
        params.putObject("_meta").put("traceparent", traceparent).put("tracestate", "vendor=1");
        client.send("tools/call", params);

        JsonNode meta = schedule.calls().getLast().meta();
        assertThat(meta.path("traceparent").stringValue()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(meta.has("tracestate")).isFalse();
    }

    private EventReader open(String tool, String metaJson) {
        ObjectNode params = client.callParams(tool, "{}");
        params.set("_meta", ToolAnswers.json(metaJson));
        return client.open(client.message(7, "tools/call", params));
    }

    private static ObjectNode count(JsonNode params, FakeEvents events) {
        events.notify("notifications/progress", "{\"progressToken\":\"another\",\"progress\":9}");
        for (int i = 1; i <= 3; i++) {
            events.notify(
                    "notifications/progress",
                    "{\"progressToken\":\"mine\",\"progress\":" + i
                            + ",\"total\":3,\"_meta\":{\"org.watchbill/x\":1}}");
            events.notify("notifications/message", "{\"level\":\"emergency\",\"data\":\"unasked\"}");
            events.notify("notifications/tools/list_changed", "{}");
            events.notify(
                    "notifications/progress",
                    "{\"progressToken\":\"mine\",\"progress\":" + i + ",\"message\":\"not further\"}");
        }
        return ToolAnswers.done("counted");
    }

    private static ObjectNode talk(JsonNode params, FakeEvents events) {
        for (String level : new String[] {"debug", "info", "error", "critical", "shout"}) {
            events.notify("notifications/message", "{\"level\":\"" + level + "\",\"data\":\"words\"}");
        }
        return ToolAnswers.done("talked");
    }

    private ObjectNode write(JsonNode params, FakeEvents events) {
        events.notify("notifications/progress", "{\"progressToken\":1,\"progress\":1}");
        events.awaitGone();
        gone.countDown();
        written.countDown();
        return ToolAnswers.done("noted");
    }
}
