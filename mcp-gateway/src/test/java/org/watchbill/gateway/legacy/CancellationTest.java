package org.watchbill.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CancellationTest {

    private final CountDownLatch gone = new CountDownLatch(1);
    private final CountDownLatch quiet = new CountDownLatch(1);
    private final RunningGateway gateway = new RunningGateway(
            ToolAnswers.schedule()
                    .streaming(ToolAnswers.tool("slow", true, "schedule:read", false), (params, events) -> {
                        events.notify("notifications/progress", "{\"progressToken\": \"t\", \"progress\": 1}");
                        events.awaitGone();
                        gone.countDown();
                        return ToolAnswers.done("never");
                    })
                    .streaming(ToolAnswers.tool("silent", true, "schedule:read", false), (params, events) -> {
                        quiet.countDown();
                        events.awaitGone();
                        gone.countDown();
                        return ToolAnswers.done("never");
                    }),
            Map.of());
    private final LegacyClient client = gateway.legacy().connected();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void endsTheCallWithoutAnAnswerAndTellsTheService() throws InterruptedException {
        try (EventReader events = call("slow", 5)) {
            events.next();

            assertThat(cancel(client, Json.object().put("requestId", 5)).status())
                    .isEqualTo(202);

            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(events.hasEnded()).isTrue();
            try (EventReader again = client.resume(events.lastId())) {
                assertThat(again.hasEnded()).isTrue();
            }
        }
    }

    @Test
    void reachesTheReplicaThatWorksOnTheCall() throws InterruptedException {
        try (RunningGateway replica = gateway.replica();
                EventReader events = call("slow", 5)) {
            events.next();

            cancel(client.at(replica.at("/mcp")), Json.object().put("requestId", 5));

            assertThat(gone.await(3, TimeUnit.SECONDS)).isTrue();
            assertThat(events.hasEnded()).isTrue();
        }
    }

    @Test
    void worksBeforeAnythingWasSaid() throws InterruptedException {
        Thread caller = Thread.ofVirtual().start(() -> {
            try (EventReader events = call("silent", 5)) {
                assertThat(events.hasEnded()).isTrue();
            }
        });
        assertThat(quiet.await(10, TimeUnit.SECONDS)).isTrue();

        cancel(client, Json.object().put("requestId", 5));

        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void isForTheSameSessionAndTheSameId() throws InterruptedException {
        try (EventReader events = call("slow", 5)) {
            events.next();
            cancel(gateway.legacy().connected(), Json.object().put("requestId", 5));
            cancel(client, Json.object().put("requestId", "5"));
            cancel(client, Json.object().put("requestId", 6));
            cancel(client, Json.object());
            assertThat(gone.await(2, TimeUnit.SECONDS)).isFalse();

            cancel(client, Json.object().put("requestId", 5));
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void ofACallThatAsksTellsTheServiceThatNobodySaidYes() {
        try (EventReader events =
                client.open(5, "tools/call", LegacyClient.callParams("submit_coverage_request", "{}"))) {
            JsonNode question = events.next();

            cancel(client, Json.object().put("requestId", 5));

            assertThat(events.hasEnded()).isTrue();
            assertThat(client.answer(question, "{\"action\": \"accept\"}").status())
                    .isEqualTo(400);
        }
        Instant deadline = Instant.now().plusSeconds(10);
        while (gateway.schedule().calls().size() < 2 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(gateway.schedule()
                        .calls()
                        .getLast()
                        .params()
                        .at("/inputResponses/confirm/action")
                        .stringValue(""))
                .isEqualTo("cancel");
    }

    @Test
    void aClientThatLeavesHasNotCancelled() throws InterruptedException {
        EventReader events = call("slow", 5);
        events.next();
        events.close();

        assertThat(gone.await(1, TimeUnit.SECONDS)).isFalse();
        cancel(client, Json.object().put("requestId", 5));
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private EventReader call(String tool, int id) {
        ObjectNode params = LegacyClient.callParams(tool, "{}");
        params.putObject("_meta").put("progressToken", "t");
        return client.open(id, "tools/call", params);
    }

    private static WireReply cancel(LegacyClient client, ObjectNode params) {
        return client.notify("notifications/cancelled", params);
    }
}
