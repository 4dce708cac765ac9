package org.watchbill.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A service that is away, busy, slow or left by its client, and the others beside it. */
class CircuitTest {

    private final UpstreamFake booking = new UpstreamFake()
            .with(ToolAnswers.tool("list_bookings", true, "bookings:read", false), params -> ToolAnswers.done("none"));
    private final CountDownLatch left = new CountDownLatch(1);
    private final UpstreamFake schedule = ToolAnswers.schedule()
            .streaming(ToolAnswers.tool("slow", false, "schedule:read", false), (params, events) -> {
                events.awaitGone();
                left.countDown();
                return ToolAnswers.done("nobody hears this");
            });
    private final RunningGateway gateway = new RunningGateway(
            schedule, Map.of("upstreams.z-booking.url", booking.url().toString()));
    private final ModernClient client = gateway.member("/mcp?toolsets=all");

    @BeforeEach
    void knowTheTools() {
        client.send("tools/list", Json.object());
    }

    @AfterEach
    void stop() {
        gateway.close();
        booking.close();
    }

    @Test
    void afterFailuresInARowNothingIsSentAndNothingIsInDoubt() {
        schedule.setMood(UpstreamFake.Mood.HANGING_UP);
        for (int i = 0; i < 5; i++) {
            assertThat(message(client.call("update_note", "{}"))).contains("in doubt");
        }
        assertThat(gateway.metrics()).containsPattern("upstream_resting\\{.*upstream=\"schedule-service\".*} 1");

        WireReply refused = client.call("update_note", "{}");

        assertThat(message(refused)).contains("Nothing was done");
        assertThat(refused.refusal().path("retryable").booleanValue()).isTrue();
        assertThat(schedule.calls()).hasSize(5);
        assertThat(gateway.metrics()).containsPattern("upstream_resting\\{.*upstream=\"z-booking\".*} 0");
        assertThat(client.call("list_bookings", "{}").result().has("isError")).isFalse();
    }

    @Test
    void listsStandWhileCallsAreRefused() {
        List<String> before = FederationTest.names(client, "tools/list", "tools", "name");
        schedule.stop();
        for (int i = 0; i < 6; i++) {
            client.call("get_current_schedule", "{}");
        }
        gateway.time().advance(Duration.ofMinutes(2));

        assertThat(FederationTest.names(client, "tools/list", "tools", "name")).isEqualTo(before);
    }

    @Test
    void failuresThatAreNotInARowRefuseNobody() {
        for (int i = 0; i < 8; i++) {
            schedule.setMood(UpstreamFake.Mood.HANGING_UP);
            client.call("update_note", "{}");
            schedule.setMood(UpstreamFake.Mood.WELL);
            assertThat(client.call("update_note", "{}").result().has("isError")).isFalse();
        }
    }

    @Test
    void aBusyServiceDidNothingAndIsAskedAgain() {
        schedule.setMood(UpstreamFake.Mood.BUSY);
        for (int i = 0; i < 7; i++) {
            assertThat(message(client.call("update_note", "{}"))).contains("Nothing was done");
        }
        assertThat(schedule.calls()).hasSize(7);

        schedule.setMood(UpstreamFake.Mood.WELL);
        assertThat(client.call("update_note", "{}").result().has("isError")).isFalse();
    }

    @Test
    void aServiceThatHangsDoesNotSlowTheOthers() throws InterruptedException {
        schedule.setMood(UpstreamFake.Mood.HANGING);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waiting.add(Thread.startVirtualThread(
                    () -> client.open("update_note", "{}").close()));
        }
        awaitCalls(30);
        gateway.time().advance(Duration.ofMinutes(2));

        long start = System.nanoTime();
        ObjectNode list = client.message(1, "tools/list", Json.object());
        // Waits for the service that hangs for so long that the answer may be a stream.
        assertThat(client.post(client.headers("tools/list", Json.object()), Json.bytes(list))
                        .status())
                .isEqualTo(200);
        long listed = System.nanoTime();
        client.send("tools/list", Json.object());
        for (int i = 0; i < 20; i++) {
            assertThat(client.call("list_bookings", "{}").result().has("isError"))
                    .isFalse();
        }
        long done = System.nanoTime();

        assertThat(Duration.ofNanos(listed - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(Duration.ofNanos(done - listed)).isLessThan(Duration.ofSeconds(2));
        schedule.setMood(UpstreamFake.Mood.WELL);
        for (Thread call : waiting) {
            call.join();
        }
    }

    private void awaitCalls(int count) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(15);
        while (schedule.calls().size() < count) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }

    @Test
    void aClientThatGoesTakesItsCallToTheServiceWithIt() throws InterruptedException {
        try (EventReader call = client.open("slow", "{}")) {
            assertThat(call.header("Content-Type")).isEqualTo("text/event-stream");
        }

        assertThat(left.await(15, TimeUnit.SECONDS)).isTrue();
    }

    private static String message(WireReply reply) {
        return reply.refusal().path("message").stringValue("");
    }
}
