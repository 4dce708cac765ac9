package org.watchbill.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.TestRedis;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Two gateways that have nothing in common but Redis. */
class RedisReplicasTest {

    private static final String TOOL = "submit_coverage_request";
    private static final String YES = "{\"action\": \"accept\", \"content\": {\"confirm\": true}}";

    private final CountDownLatch gone = new CountDownLatch(1);
    private final UpstreamFake service = ToolAnswers.schedule()
            .streaming(ToolAnswers.tool("slow", true, "schedule:read", false), (params, events) -> {
                events.notify("notifications/message", "{\"level\": \"info\", \"data\": \"working\"}");
                events.awaitGone();
                gone.countDown();
                return ToolAnswers.done("never");
            });
    private final TestRedis redis = TestRedis.start();
    private final RunningGateway base = new RunningGateway(service, Map.of());
    private final RunningGateway one = base.replica(_ -> state());
    private final RunningGateway two = base.replica(_ -> state());
    private final LegacyClient here = one.legacy();

    private SharedState state() {
        return SharedState.open(Settings.of("mcp-gateway", Map.of("redis.url", redis.url())), base.time());
    }

    @BeforeEach
    void connect() {
        here.initialize("2025-11-25", "{\"elicitation\": {}}");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        base.close();
        redis.close();
    }

    @Test
    void aQuestionIsAnsweredAtTheOtherReplicaAndItsStreamReadOnThere() {
        LegacyClient there = here.at(two.at("/mcp"));
        EventReader lost = here.open(TOOL, "{\"at\": \"Monday\"}");
        String beginning = lost.opening();
        JsonNode question = lost.next();
        lost.close();

        assertThat(there.answer(question, YES).status()).isEqualTo(202);

        try (EventReader events = there.resume(beginning)) {
            assertThat(events.next()).isEqualTo(question);
            assertThat(events.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("request filed for Monday");
            assertThat(events.hasEnded()).isTrue();
        }
    }

    @Test
    void aCallIsCancelledThroughTheOtherReplica() throws InterruptedException {
        try (EventReader events = here.open(7, "tools/call", LegacyClient.callParams("slow", "{}"))) {
            events.next();

            here.at(two.at("/mcp"))
                    .notify("notifications/cancelled", Json.object().put("requestId", 7));

            assertThat(gone.await(3, TimeUnit.SECONDS)).isTrue();
            assertThat(events.hasEnded()).isTrue();
        }
    }

    @Test
    void aSessionEndsOnBoth() {
        assertThat(here.at(two.at("/mcp")).end().status()).isEqualTo(204);
        assertThat(here.send("ping", Json.object()).status()).isEqualTo(404);
    }

    @Test
    void withoutRedisSessionsAreAwayAndStatelessRequestsAreNot() {
        EventReader events = here.open(TOOL, "{\"at\": \"Monday\"}");
        events.next();
        redis.stop();

        assertThat(here.call("get_current_schedule", "{}").status()).isEqualTo(503);
        assertThat(here.resume(events.lastId()).status()).isEqualTo(503);
        assertThat(one.member().call("get_current_schedule", "{}").status()).isEqualTo(200);
        events.close();
    }
}
