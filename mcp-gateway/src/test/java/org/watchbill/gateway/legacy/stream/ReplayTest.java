package org.watchbill.gateway.legacy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.LastingState;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ReplayTest {

    private final Semaphore gate = new Semaphore(0);
    private final UpstreamFake service = ToolAnswers.schedule()
            .streaming(ToolAnswers.tool("slow", true, "schedule:read", false), (params, events) -> {
                events.notify("notifications/progress", "{\"progressToken\": \"t\", \"progress\": 1}");
                gate.acquire();
                events.notify("notifications/progress", "{\"progressToken\": \"t\", \"progress\": 2}");
                return ToolAnswers.done("slow is done");
            });
    private final RunningGateway gateway =
            new RunningGateway(service, Map.of("streams.longest-silence", "PT0.5S", "streams.keep-alive", "PT0.05S"));
    private final LegacyClient client = gateway.legacy();

    @BeforeEach
    void connect() {
        client.initialize("2025-06-18", "{}");
    }

    @AfterEach
    void stop() {
        gate.release(100);
        gateway.close();
    }

    @Test
    void aStreamBeginsWithAnIdAndHowSoonToComeBack() {
        client.initialize("2025-11-25", "{}");
        try (EventReader events = call(1)) {
            assertThat(events.field("retry")).isEqualTo("1000");
            assertThat(events.opening()).endsWith(".0");
            events.next();
            assertThat(events.lastId()).endsWith(".1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18"})
    void olderClientsGetNoEventWithoutContent(String revision) {
        client.initialize(revision, "{}");
        try (EventReader events = call(1)) {
            assertThat(events.field("data")).contains("notifications/progress");
            assertThat(events.lastId()).endsWith(".1");
        }
    }

    @Test
    void aLostStreamIsReadOnAtAnotherReplicaWhileTheCallRuns() {
        EventReader lost = call(1);
        assertThat(progress(lost.next())).isEqualTo(1);
        lost.close();
        try (RunningGateway replica = gateway.replica();
                EventReader events = client.at(replica.at("/mcp")).resume(lost.lastId())) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
            gate.release();

            assertThat(progress(events.next())).isEqualTo(2);
            JsonNode answer = events.next();
            client.schema().answer("tools/call", answer);
            assertThat(answer.path("id").intValue()).isEqualTo(1);
            assertThat(text(answer)).isEqualTo("slow is done");
            assertThat(events.hasEnded()).isTrue();
        }
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void whatWasMissedIsReplayedInOrderUnderTheSameIds() {
        EventReader whole = call(1);
        progress(whole.next());
        String first = whole.lastId();
        gate.release();
        whole.next();
        String second = whole.lastId();
        whole.next();
        String last = whole.lastId();
        assertThat(List.of(first, second, last)).doesNotHaveDuplicates();

        try (EventReader events = client.resume(first)) {
            assertThat(progress(events.next())).isEqualTo(2);
            assertThat(events.lastId()).isEqualTo(second);
            assertThat(text(events.next())).isEqualTo("slow is done");
            assertThat(events.lastId()).isEqualTo(last);
            assertThat(events.hasEnded()).isTrue();
        }
        try (EventReader events = client.resume(last)) {
            assertThat(events.hasEnded()).isTrue();
        }
    }

    @Test
    void onlyTheStreamOfTheEventIsReplayed() {
        EventReader one = call(1);
        EventReader two = call(2);
        one.next();
        two.next();
        one.close();
        gate.release(2);
        two.next();

        try (EventReader events = client.resume(one.lastId())) {
            events.next();
            assertThat(events.next().path("id").intValue()).isEqualTo(1);
            assertThat(events.hasEnded()).isTrue();
        }
        assertThat(two.next().path("id").intValue()).isEqualTo(2);
    }

    @Test
    void nobodyElseReadsTheStream() {
        try (EventReader events = call(1)) {
            events.next();
            LegacyClient other = gateway.legacy();
            other.initialize("2025-06-18", "{}");
            LegacyClient ben = gateway.legacy(TestTokens.member("Ben Okafor", "ben@harbor.example"));
            ben.initialize("2025-06-18", "{}");

            assertThat(other.resume(events.lastId()).status()).isEqualTo(400);
            assertThat(ben.resume(events.lastId()).status()).isEqualTo(400);
            assertThat(ben.withSession(client.sessionId())
                            .resume(events.lastId())
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "c-AAAAAAAAAAAAAAAAAAAAAA.1", "c-AAAAAAAAAAAAAAAAAAAAAA.-1", "c-.99999999999"})
    void anInventedEventResumesNothing(String id) {
        assertThat(client.resume(id).status()).isEqualTo(400);
    }

    @Test
    void eventsAreKeptForTenMinutes() {
        gate.release();
        EventReader whole = call(1);
        whole.next();
        String first = whole.lastId();
        whole.next();
        whole.next();

        gateway.time().advance(Duration.ofMinutes(9));
        assertThat(client.resume(first).status()).isEqualTo(200);
        gateway.time().advance(Duration.ofMinutes(10));
        assertThat(client.resume(first).status()).isEqualTo(400);
    }

    @Test
    void aSilentStreamIsGivenBackToAClientThatCanComeAgain() {
        client.initialize("2025-11-25", "{}");
        String last;
        try (EventReader events = call(1)) {
            events.next();
            last = events.lastId();
            assertThat(events.hasEnded()).isTrue();
        }
        try (EventReader events = client.resume(last)) {
            assertThat(events.hasEnded()).isTrue();
        }
        gate.release();
        try (EventReader events = client.resume(last)) {
            events.next();
            assertThat(text(events.next())).isEqualTo("slow is done");
        }
    }

    @Test
    void aStreamOnWhichSomebodyIsAskedIsNotGivenBack() {
        client.initialize("2025-11-25", "{\"elicitation\": {}}");
        try (EventReader events = client.open("submit_coverage_request", "{}")) {
            JsonNode question = events.next();
            for (int comments = 0; comments < 20; comments++) {
                assertThat(events.comment()).isEqualTo("keep-alive");
            }
            client.answer(question, "{\"action\": \"decline\"}");
            assertThat(events.next().has("result")).isTrue();
        }
    }

    @Test
    void aStreamThatCannotBeKeptIsNotGivenBack() {
        service.streaming(ToolAnswers.tool("slower", true, "schedule:read", false), (params, events) -> {
            gate.acquire();
            events.notify("notifications/progress", "{\"progressToken\": \"t\", \"progress\": 1}");
            gate.acquire();
            return ToolAnswers.done("slow is done");
        });
        client.initialize("2025-11-25", "{}");
        LastingState[] way = new LastingState[1];
        try (RunningGateway alone = gateway.replica(state -> {
                    way[0] = new LastingState(state);
                    return way[0];
                });
                EventReader events = client.at(alone.at("/mcp")).open(7, "tools/call", params("slower"))) {
            events.opening();
            way[0].cutOff();
            gate.release();
            assertThat(progress(events.next())).isEqualTo(1);
            for (int comments = 0; comments < 20; comments++) {
                assertThat(events.comment()).isEqualTo("keep-alive");
            }
            gate.release();
            assertThat(text(events.next())).isEqualTo("slow is done");
        }
    }

    @Test
    void olderClientsKeepTheirStream() {
        try (EventReader events = call(1)) {
            events.next();
            for (int comments = 0; comments < 20; comments++) {
                assertThat(events.comment()).isEqualTo("keep-alive");
            }
            gate.release();
            events.next();
            assertThat(text(events.next())).isEqualTo("slow is done");
        }
    }

    @Test
    void aCallWhoseGatewayHasDiedEndsInDoubt() {
        LastingState[] way = new LastingState[1];
        try (RunningGateway dying = gateway.replica(state -> {
            way[0] = new LastingState(state);
            return way[0];
        })) {
            EventReader lost = client.at(dying.at("/mcp")).open(7, "tools/call", params());
            lost.next();
            way[0].cutOff();
            gateway.time().advance(Duration.ofSeconds(21));

            try (EventReader events = client.resume(lost.lastId())) {
                JsonNode answer = events.next();
                client.schema().answer("tools/call", answer);
                assertThat(answer.path("id").intValue()).isEqualTo(7);
                assertThat(answer.at("/error/code").intValue()).isEqualTo(-32603);
                assertThat(answer.at("/error/message").stringValue()).contains("same idempotency_key");
                assertThat(events.hasEnded()).isTrue();
            }
            gate.release();
            assertThat(progress(lost.next())).isEqualTo(2);
            assertThat(text(lost.next())).isEqualTo("slow is done");
        }
    }

    @Test
    void theStopOfTheGatewayIsAnAnswer() {
        RunningGateway stopping = gateway.replica();
        EventReader events = client.at(stopping.at("/mcp")).open(7, "tools/call", params());
        events.next();
        Thread.ofVirtual().start(stopping::close);

        JsonNode answer = events.next();
        assertThat(answer.path("id").intValue()).isEqualTo(7);
        assertThat(answer.at("/error/message").stringValue()).contains("same idempotency_key");
        try (EventReader again = client.resume(events.lastId())) {
            assertThat(again.hasEnded()).isTrue();
        }
    }

    @Test
    void aSessionThatEndsTakesItsStreamsAlong() {
        EventReader lost = call(1);
        lost.next();
        lost.close();
        try (EventReader events = client.resume(lost.lastId())) {
            assertThat(client.end().status()).isEqualTo(204);
            assertThat(events.hasEnded()).isTrue();
        }
    }

    private EventReader call(int id) {
        return client.open(id, "tools/call", params());
    }

    private static ObjectNode params() {
        return params("slow");
    }

    private static ObjectNode params(String tool) {
        ObjectNode params = LegacyClient.callParams(tool, "{}");
        params.putObject("_meta").put("progressToken", "t");
        return params;
    }

    private static int progress(JsonNode message) {
        return message.at("/params/progress").intValue();
    }

    private static String text(JsonNode answer) {
        return ToolAnswers.json(answer.at("/result/content/0/text").stringValue())
                .path("text")
                .stringValue();
    }
}
