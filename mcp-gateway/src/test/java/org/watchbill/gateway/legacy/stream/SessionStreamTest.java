package org.watchbill.gateway.legacy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.AuthFake;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.FakeChanges;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** GET within a session: what belongs to no call. */
@Timeout(60)
class SessionStreamTest {

    private static final String TOOLS_CHANGED = "notifications/tools/list_changed";
    private static final String UPDATED = "notifications/resources/updated";
    private static final String URI = "watchbill://schedule/harbor";

    private final UpstreamFake service = ToolAnswers.schedule()
            .withResource(
                    Json.object().put("uri", URI).put("name", "schedule"),
                    params -> ToolAnswers.error(-32602, "not read here"));
    private final FakeChanges changes =
            FakeChanges.of(service, "{\"tools\": {\"listChanged\": true}, \"resources\": {\"subscribe\": true}}");
    private final RunningGateway gateway = new RunningGateway(service, Map.of());
    private final LegacyClient client = gateway.legacy();

    @BeforeEach
    void connect() {
        client.initialize("2025-11-25", "{}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void tellsOfListsThatChange(String revision) throws InterruptedException {
        client.initialize(revision, "{}");
        try (EventReader stream = client.resume("")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            changes.awaitStreams(1);
            changes.tell(TOOLS_CHANGED, "{}");

            JsonNode notification = stream.next();
            client.schema().notification(notification);
            assertThat(method(notification)).isEqualTo(TOOLS_CHANGED);
            assertThat(notification.has("params")).isFalse();
            assertThat(stream.comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void beginsWithAnIdInNovember2025() {
        try (EventReader stream = client.resume("")) {
            assertThat(stream.opening()).startsWith("s-").endsWith(".0");
        }
    }

    @Test
    void tellsOfResourcesThatAreSubscribedAtAnyReplica() throws InterruptedException {
        try (RunningGateway replica = gateway.replica();
                EventReader stream = client.resume("")) {
            changes.awaitStreams(1);
            LegacyClient there = client.at(replica.at("/mcp"));
            there.send("resources/subscribe", Json.object().put("uri", URI));
            changes.awaitUris(Set.of(URI));
            changes.tell(UPDATED, "{\"uri\": \"watchbill://schedule/other\"}");
            changes.tell(UPDATED, "{\"uri\": \"" + URI + "\"}");

            JsonNode notification = stream.next();
            client.schema().notification(notification);
            assertThat(notification.at("/params/uri").stringValue()).isEqualTo(URI);

            there.send("resources/unsubscribe", Json.object().put("uri", URI));
            changes.awaitUris(Set.of());
            awaitSilenceOfUpdates(stream);
        }
    }

    @Test
    void tellsOfWhatWasSubscribedBefore() throws InterruptedException {
        client.send("resources/subscribe", Json.object().put("uri", URI));
        try (EventReader stream = client.resume("")) {
            changes.awaitUris(Set.of(URI));
            changes.tell(UPDATED, "{\"uri\": \"" + URI + "\"}");

            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo(URI);
        }
    }

    @Test
    void theNewestStreamTakesOverFromAnOlderOneOnAnyReplica() throws InterruptedException {
        EventReader first = client.resume("");
        first.opening();
        try (RunningGateway replica = gateway.replica();
                EventReader second = client.at(replica.at("/mcp")).resume("")) {
            second.opening();
            assertThat(first.hasEnded()).isTrue();
            changes.awaitStreams(1);

            try (EventReader third = client.resume("")) {
                third.opening();
                assertThat(second.hasEnded()).isTrue();
                changes.awaitStreams(1);
                changes.tell(TOOLS_CHANGED, "{}");
                assertThat(method(third.next())).isEqualTo(TOOLS_CHANGED);
            }
        }
    }

    @Test
    void theStreamOfACallTakesNothingOver() throws InterruptedException {
        try (EventReader stream = client.resume("")) {
            changes.awaitStreams(1);
            client.initialize("2025-11-25", "{\"elicitation\": {}}");
            EventReader own = client.resume("");
            own.opening();
            EventReader call = client.open("submit_coverage_request", "{}");
            String beginning = call.opening();
            call.next();
            call.close();
            try (EventReader resumed = client.resume(beginning)) {
                resumed.next();
                changes.awaitStreams(2);
                changes.tell(TOOLS_CHANGED, "{}");
                assertThat(method(own.next())).isEqualTo(TOOLS_CHANGED);
                assertThat(method(stream.next())).isEqualTo(TOOLS_CHANGED);
            }
        }
    }

    @Test
    void afterAGapEverythingMayBeNew() {
        client.send("resources/subscribe", Json.object().put("uri", URI));
        EventReader lost = client.resume("");
        String last = lost.opening();
        lost.close();

        try (EventReader stream = client.resume(last)) {
            Set<String> reported = new TreeSet<>();
            for (int i = 0; i < 4; i++) {
                JsonNode notification = stream.next();
                reported.add(
                        method(notification) + notification.at("/params/uri").stringValue(""));
            }
            assertThat(reported)
                    .containsExactly(
                            "notifications/prompts/list_changed",
                            "notifications/resources/list_changed",
                            UPDATED + URI,
                            TOOLS_CHANGED);
            assertThat(stream.lastId()).endsWith(".4");
        }
    }

    @Test
    void endsWithTheSession() {
        try (RunningGateway replica = gateway.replica();
                EventReader stream = client.resume("")) {
            stream.opening();
            client.at(replica.at("/mcp")).end();

            assertThat(stream.hasEnded()).isTrue();
        }
    }

    @Test
    void endsWhenTheCredentialIsGoodNoMore() {
        try (EventReader stream = client.resume("")) {
            stream.opening();
            gateway.auth().setMood(AuthFake.Mood.REFUSING);
            gateway.time().advance(Duration.ofMinutes(61));

            assertThat(stream.hasEnded()).isTrue();
        }
    }

    @Test
    void acceptMustNameEvents() {
        Map<String, String> headers = client.headers();
        headers.put("Accept", "application/json");

        WireReply reply = Wire.send("GET", gateway.at("/mcp"), headers, new byte[0]);

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.errorCode()).isEqualTo(-32000);
    }

    @Test
    void theVersionHeaderMustNameARevisionWithAHandshake() {
        Map<String, String> headers = client.headers();
        headers.put("MCP-Protocol-Version", "2024-11-04");

        assertThat(Wire.send("GET", gateway.at("/mcp"), headers, new byte[0]).status())
                .isEqualTo(400);
        assertThat(Wire.send("DELETE", gateway.at("/mcp"), headers, new byte[0]).status())
                .isEqualTo(400);
    }

    /** The former subscription lasts until the service has agreed to the new one. */
    private void awaitSilenceOfUpdates(EventReader stream) {
        for (int round = 0; round < 100; round++) {
            changes.tell(UPDATED, "{\"uri\": \"" + URI + "\"}");
            changes.tell(TOOLS_CHANGED, "{}");
            boolean silent = true;
            while (!method(stream.next()).equals(TOOLS_CHANGED)) {
                silent = false;
            }
            if (silent) {
                return;
            }
        }
        throw new AssertionError("The resource is still reported");
    }

    private static String method(JsonNode notification) {
        return notification.path("method").stringValue("");
    }
}
