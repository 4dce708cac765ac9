package org.watchbill.gateway.httpsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.AuthFake;
import org.watchbill.gateway.testing.EventsClient;
import org.watchbill.gateway.testing.FakeChanges;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.JsonNode;

/** The transport of revision 2024-11-05. */
class EventsTransportTest {

    private static final String ASKS = "{\"name\":\"submit_coverage_request\",\"arguments\":{\"at\":\"Monday\"}}";

    private final RunningGateway gateway = new RunningGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void anyRevisionWithAHandshakeIsSpoken(String offered, String answered) {
        try (EventsClient client = connect()) {
            assertThat(client.stream().status()).isEqualTo(200);
            assertThat(client.stream().header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(client.address()).startsWith("/message?sessionId=");
            assertThat(client.initialize(offered).at("/result/protocolVersion").stringValue())
                    .isEqualTo(answered);
        }
    }

    @Test
    void answersComeOnTheStream() {
        try (EventsClient client = connect()) {
            client.initialize("2024-11-05");
            WireReply accepted = client.request(1, "tools/list", "{}");
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.body()).isEqualTo("Accepted");
            JsonNode answer = client.stream().next();
            assertThat(answer.path("id").intValue()).isEqualTo(1);
            assertThat(answer.at("/result/tools/0/name").isString()).isTrue();
            assertThat(answer.at("/result/tools/0").has("annotations"))
                    .as("unknown to this revision")
                    .isFalse();

            client.request(2, "no/such/method", "{}");
            assertThat(client.stream().next().at("/error/code").intValue()).isEqualTo(-32601);
        }
    }

    @Test
    void aQuestionIsAskedAndAnswered() {
        try (EventsClient client = connect()) {
            client.initialize("2025-11-25");
            assertThat(client.request(1, "tools/call", ASKS).status()).isEqualTo(202);
            JsonNode question = client.stream().next();
            assertThat(question.path("method").stringValue()).isEqualTo("elicitation/create");
            assertThat(client.answer(question, "{\"action\":\"accept\",\"content\":{\"confirm\":true}}")
                            .status())
                    .isEqualTo(202);
            assertThat(client.stream()
                            .next()
                            .at("/result/structuredContent/text")
                            .stringValue())
                    .isEqualTo("request filed for Monday");
        }
    }

    @Test
    void theToolsChosenOnTheStreamAreChosenForItsMessages() {
        try (EventsClient client = new EventsClient(gateway.at(""), "/sse?toolsets=none,such", gateway.memberToken())) {
            assertThat(client.address()).matches("/message\\?sessionId=[^&]+&toolsets=(none%2Csuch|such%2Cnone)");
        }
    }

    @Test
    void theTokenIsCheckedOnTheStreamAndOnEveryMessage() {
        WireReply refused = Wire.send("GET", gateway.at("/sse"), Map.of("Accept", "text/event-stream"), new byte[0]);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate"))
                .contains("http://localhost:8080/.well-known/oauth-protected-resource/sse");
        try (EventsClient client = connect()) {
            assertThat(client.post(client.address(), Map.of(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenForThisPathIsAsGoodAsOneForTheOther() {
        String token = gateway.auth()
                .clientToken(TestTokens.member("Ana Ruiz", "ana@harbor.example"), "http://localhost:8080/sse");
        try (EventsClient client = new EventsClient(gateway.at(""), token)) {
            assertThat(client.initialize("2024-11-05").has("result")).isTrue();
        }
    }

    @Test
    void nobodyElseCanPostToAStream() {
        String ben = gateway.auth()
                .clientToken(TestTokens.member("Ben Okafor", "ben@harbor.example"), RunningGateway.RESOURCE);
        try (EventsClient client = connect()) {
            client.initialize("2024-11-05");
            String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
            assertThat(client.post(client.address(), Map.of("Authorization", "Bearer " + ben), ping)
                            .status())
                    .isEqualTo(404);
            assertThat(client.post(client.address() + "x", bearer(), ping).status())
                    .isEqualTo(404);
            assertThat(client.post("/message", bearer(), ping).status()).isEqualTo(400);
        }
    }

    @Test
    void theEndOfTheStreamEndsTheSession() throws InterruptedException {
        EventsClient client = connect();
        client.initialize("2024-11-05");
        client.close();
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (client.post(ping).status() != 404) {
            assertThat(System.nanoTime()).as("the gateway noticed").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void anotherHandshakeTakesThePlaceOfTheOneBefore() throws InterruptedException {
        FakeChanges changes = FakeChanges.of(gateway.schedule(), "{\"tools\":{\"listChanged\":true}}");
        try (EventsClient client = connect()) {
            for (int i = 0; i < 3; i++) {
                client.initialize("2025-11-25");
            }
            changes.awaitStreams(1);
            client.request(1, "ping", "{}");
            assertThat(client.stream().next().path("id").intValue()).isEqualTo(1);
            changes.awaitStreams(1);
        }
        changes.awaitStreams(0);
    }

    @Test
    void anIdleStreamIsKeptAlive() {
        try (EventsClient client = connect()) {
            assertThat(client.stream().comment()).isEqualTo("keep-alive");
            assertThat(client.stream().comment()).isEqualTo("keep-alive");
        }
    }

    @Test
    void aStreamEndsWhenItsTokenIsRevoked() {
        try (EventsClient client = connect()) {
            client.initialize("2024-11-05");
            gateway.auth().setMood(AuthFake.Mood.REFUSING);
            gateway.time().advance(Duration.ofSeconds(61));
            assertThat(client.stream().hasEnded()).isTrue();
        }
    }

    @Test
    void aMessageBeforeTheHandshakeIsRefused() {
        try (EventsClient client = connect()) {
            assertThat(client.request(1, "tools/list", "{}").status()).isEqualTo(400);
        }
    }

    @Test
    void brokenMessagesAreRefusedOnTheSpot() {
        try (EventsClient client = connect()) {
            URI target = gateway.at(client.address());
            Map<String, String> json =
                    Map.of("Authorization", "Bearer " + gateway.memberToken(), "Content-Type", "application/json");
            assertThat(Wire.send("POST", target, json, "{".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(400);
            assertThat(Wire.send("POST", target, bearer(), "{}".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(415);
        }
    }

    @Test
    void aPostToTheStreamsAddressIsStreamableHttp() {
        ModernClient client = new ModernClient(gateway.at("/sse"), gateway.memberToken());
        assertThat(client.send("server/discover", Json.object()).status()).isEqualTo(200);
    }

    @Test
    void aForeignOriginIsRefused() {
        WireReply reply = Wire.send(
                "GET",
                gateway.at("/sse"),
                Map.of(
                        "Accept",
                        "text/event-stream",
                        "Origin",
                        "https://evil.test",
                        "Authorization",
                        "Bearer " + gateway.memberToken()),
                new byte[0]);
        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void aClientThatTakesNoEventsIsTurnedAway() {
        WireReply reply = Wire.send(
                "GET",
                gateway.at("/sse"),
                Map.of("Accept", "application/json", "Authorization", "Bearer " + gateway.memberToken()),
                new byte[0]);
        assertThat(reply.status()).isEqualTo(406);
    }

    private EventsClient connect() {
        return new EventsClient(gateway.at(""), gateway.memberToken());
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + gateway.memberToken());
    }
}
