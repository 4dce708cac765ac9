package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.AuthFake;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.FakeChanges;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.SchemaCheck;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code subscriptions/listen}. */
@Timeout(60)
class ListenTest {

    private static final String TOOLS_CHANGED =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":"
                    + "{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}";
    private static final String ENDED = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"resultType\":\"complete\","
            + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}";

    private final UpstreamFake schedule = ToolAnswers.schedule();
    private final RunningGateway gateway = new RunningGateway(schedule, Map.of("limits.streams-per-principal", "4"));
    private final ModernClient client = gateway.member();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void acknowledgesFirstWhatItHonours() {
        try (EventReader stream = listen("{\"toolsListChanged\":true,\"promptsListChanged\":false}")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.next().toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":"
                                    + "{\"notifications\":{\"toolsListChanged\":true},"
                                    + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}");
            assertThat(stream.comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void everythingOnTheStreamFitsTheSchema() {
        SchemaCheck schema = SchemaCheck.MODERN;
        try (EventReader stream = listen("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"a://b\"]}")) {
            schema.heard(stream.next());
            addTool("new_tool");
            gateway.time().advance(Duration.ofSeconds(60));
            schema.heard(stream.next());
            gateway.auth().setMood(AuthFake.Mood.REFUSING);
            gateway.time().advance(Duration.ofSeconds(61));
            schema.heard(stream.next());
        }
    }

    @Test
    void tagsWithTheIdAsItWasSent() {
        ObjectNode message = message("{}");
        message.put("id", "a text");

        try (EventReader stream = client.open(message)) {
            assertThat(stream.next().at("/params/_meta").toString())
                    .isEqualTo("{\"io.modelcontextprotocol/subscriptionId\":\"a text\"}");
        }
    }

    @Test
    void tellsWhatAServiceTellsOnceTheNewListIsThere() {
        FakeChanges changes = FakeChanges.of(schedule, "{\"tools\":{\"listChanged\":true}}");
        client.send("tools/list", Json.object());

        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.next();
            addTool("new_tool");
            changes.tell("notifications/prompts/list_changed", "{}");
            changes.tell("notifications/message", "{\"level\":\"info\",\"data\":1}");
            changes.tell("notifications/tools/list_changed", "{\"_meta\":{\"from\":\"the service\"}}");

            assertThat(stream.next().toString()).isEqualTo(TOOLS_CHANGED);
            assertThat(toolNames()).contains("new_tool");
        }
    }

    @Test
    void tellsOfAListThatItFindsChangedByItself() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.next();
            addTool("new_tool");
            Thread clock = Thread.ofVirtual().start(this::letMinutesPass);

            assertThat(stream.next().toString()).isEqualTo(TOOLS_CHANGED);
            clock.interrupt();
        }
    }

    /** One after the other: on a busy machine a list may be renewed too late for one look and in time for the next. */
    private void letMinutesPass() {
        try {
            for (int minute = 0; minute < 20; minute++) {
                gateway.time().advance(Duration.ofSeconds(60));
                Thread.sleep(Duration.ofSeconds(2));
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void comesBackToAServiceAndTellsOfWhatChangedMeanwhile() throws InterruptedException {
        FakeChanges changes = FakeChanges.of(schedule, "{\"tools\":{\"listChanged\":true}}");
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.next();
            changes.endAll();
            changes.awaitStreams(0);
            changes.awaitStreams(1);
            schedule.stop();
            changes.awaitStreams(0);
            addTool("new_tool");
            schedule.startAgain();

            assertThat(stream.next().toString()).isEqualTo(TOOLS_CHANGED);
            changes.awaitStreams(1);
            gateway.time().advance(Duration.ofMinutes(2));
            addTool("newer_tool");
            assertThat(stream.next().toString()).isEqualTo(TOOLS_CHANGED);
        }
    }

    @Test
    void severalStreamsHearOfTheSame() {
        FakeChanges changes = FakeChanges.of(schedule, "{\"tools\":{\"listChanged\":true}}");
        try (EventReader one = listen("{\"toolsListChanged\":true}");
                EventReader deaf = listen("{}");
                EventReader other = listen("{\"toolsListChanged\":true}")) {
            one.next();
            deaf.next();
            other.next();
            changes.tell("notifications/tools/list_changed", "{}");

            assertThat(one.next().toString()).isEqualTo(TOOLS_CHANGED);
            assertThat(other.next().toString()).isEqualTo(TOOLS_CHANGED);
            assertThat(deaf.comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void aListenerThatLeavesIsForgotten() throws InterruptedException {
        FakeChanges changes = FakeChanges.of(schedule, "{\"tools\":{\"listChanged\":true}}");
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.next();
            changes.awaitStreams(1);
        }
        changes.awaitStreams(0);
    }

    @Test
    void aCredentialThatWasRevokedEndsTheStream() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.next();
            gateway.auth().setMood(AuthFake.Mood.REFUSING);
            gateway.time().advance(Duration.ofSeconds(61));

            assertThat(stream.next().toString()).isEqualTo(ENDED);
            assertThat(stream.hasEnded()).isTrue();
        }
    }

    @Test
    void aStopOfTheServerEndsTheStream() {
        try (EventReader stream = listen("{\"toolsListChanged\":true}")) {
            stream.next();
            gateway.close();

            assertThat(stream.next().toString()).isEqualTo(ENDED);
            assertThat(stream.hasEnded()).isTrue();
        }
    }

    @Test
    void aPrincipalHoldsNoMoreStreamsThanAllowed() {
        List<EventReader> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                EventReader stream = listen("{}");
                stream.next();
                streams.add(stream);
            }
            WireReply refused =
                    client.post(client.headers("subscriptions/listen", Json.object()), Json.bytes(message("{}")));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.errorCode()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            try (EventReader others = gateway.admin().open(message("{}"))) {
                assertThat(others.status()).isEqualTo(200);
            }
        } finally {
            streams.forEach(EventReader::close);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"toolsListChanged\":1}",
                "{\"resourceSubscriptions\":\"a\"}",
                "{\"resourceSubscriptions\":[1]}",
                "{\"taskIds\":{}}"
            })
    void refusesWhatIsNoFilter(String filter) {
        ObjectNode message = message("{}");
        ((ObjectNode) message.path("params")).set("notifications", Json.parse(filter.getBytes(StandardCharsets.UTF_8)));

        WireReply reply = client.send(message, client.headers("subscriptions/listen", Json.object()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
    }

    private EventReader listen(String filter) {
        return client.open(message(filter));
    }

    private ObjectNode message(String filter) {
        ObjectNode params = Json.object();
        params.set("notifications", ToolAnswers.json(filter));
        return client.message(7, "subscriptions/listen", params);
    }

    private void addTool(String name) {
        schedule.with(ToolAnswers.tool(name, true, "schedule:read", false), params -> ToolAnswers.done("new"));
    }

    private List<String> toolNames() {
        JsonNode result = client.send("tools/list", Json.object()).result();
        return result.path("tools")
                .valueStream()
                .map(tool -> tool.path("name").stringValue())
                .toList();
    }
}
