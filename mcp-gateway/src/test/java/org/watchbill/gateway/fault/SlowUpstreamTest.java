package org.watchbill.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Goal 7: one of two services is slow or hangs. */
class SlowUpstreamTest {

    private static final int STUCK_CALLS = 40;
    private static final int OTHER_CALLS = 300;
    private static final String BOOKED = "booked";

    private final UpstreamFake booking = new UpstreamFake()
            .streaming(ToolAnswers.tool("find_slot", true, "schedule:read", false), (params, events) -> {
                Thread.sleep(5_000);
                return ToolAnswers.done(BOOKED);
            })
            .with(ToolAnswers.tool("book_slot", false, "schedule:read", false), params -> ToolAnswers.done(BOOKED));
    private final RunningGateway gateway = new RunningGateway(
            ToolAnswers.schedule(),
            Map.of("upstreams.booking-service.url", booking.url().toString()));
    private final ModernClient member = gateway.member();

    @BeforeEach
    void warmUp() {
        assertThat(member.send("tools/list", Json.object())
                        .result()
                        .path("tools")
                        .size())
                .isEqualTo(5);
        others(OTHER_CALLS);
    }

    @AfterEach
    void stop() {
        gateway.close();
        booking.close();
    }

    @Test
    void goal07OthersDoNotWaitForASlowService(TestReporter reporter) throws Exception {
        Timings quiet = others(OTHER_CALLS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> slow = stuckCalls(callers, "find_slot");
            Timings beside = others(OTHER_CALLS);
            assertThat(slow).as("the slow calls lasted all the time").noneMatch(Future::isDone);
            reporter.publishEntry(Map.of("others, quiet", quiet.toString(), "others, beside", beside.toString()));
            assertSimilar(quiet, beside);
            for (Future<JsonNode> answer : slow) {
                assertThat(answer.get().at("/result/structuredContent/text").stringValue(""))
                        .isEqualTo(BOOKED);
            }
        }
        assertThat(booking.calls()).as("nothing is asked twice").hasSize(STUCK_CALLS);
    }

    @Test
    void goal07AHungServiceIsAnsweredForByTheDeadline(TestReporter reporter) throws Exception {
        Timings quiet = others(OTHER_CALLS);
        booking.setMood(UpstreamFake.Mood.HANGING);
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> hung = stuckCalls(callers, "book_slot");
            // All lists are due to be fetched again, from the hung service as well.
            gateway.time().advance(Duration.ofMinutes(2));
            Timings first = new Timings();
            first.time(() -> assertThat(call().status()).isEqualTo(200));
            Timings beside = others(OTHER_CALLS);
            assertThat(hung).as("the hung calls lasted all the time").noneMatch(Future::isDone);
            assertThat(first.percentile(100)).isLessThan(Duration.ofSeconds(10));
            assertSimilar(quiet, beside);
            for (Future<JsonNode> answer : hung) {
                assertUnavailable(answer.get());
            }
            Duration last = Duration.ofNanos(System.nanoTime() - start);
            reporter.publishEntry(Map.of(
                    "others, quiet", quiet.toString(),
                    "others, beside", beside.toString(),
                    "first after lists were due", first.toString(),
                    "last answer for the hung service", last.toMillis() + " ms"));
            assertThat(last).isLessThan(Duration.ofSeconds(60));
        }
        assertThat(booking.calls()).as("nothing is asked twice").hasSize(STUCK_CALLS);

        Timings resting = new Timings();
        resting.time(() -> assertThat(PlainCall.of(member, "book_slot").body()).contains("service_unavailable"));
        assertThat(resting.percentile(100))
                .as("at once while the circuit is open")
                .isLessThan(Duration.ofSeconds(10));
        booking.setMood(UpstreamFake.Mood.WELL);
        Duration recovery = Patience.until(
                "the service is back",
                Duration.ofSeconds(30),
                () -> PlainCall.of(member, "book_slot").body().contains(BOOKED));
        reporter.publishEntry("recovery", recovery.toMillis() + " ms");
    }

    /** Calls that the slow service has all taken. */
    private List<Future<JsonNode>> stuckCalls(ExecutorService callers, String tool) {
        List<Future<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < STUCK_CALLS; i++) {
            answers.add(callers.submit(() -> {
                try (EventReader stream = member.open(member.message(1, "tools/call", member.callParams(tool, "{}")))) {
                    return stream.next();
                }
            }));
        }
        Patience.until(
                "all calls wait", Duration.ofSeconds(20), () -> booking.calls().size() >= STUCK_CALLS);
        return answers;
    }

    private Timings others(int count) {
        Timings timings = new Timings();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                calls.add(callers.submit(
                        () -> timings.time(() -> assertThat(call().status()).isEqualTo(200))));
            }
            for (Future<?> each : calls) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return timings;
    }

    private WireReply call() {
        return PlainCall.of(member, "get_current_schedule");
    }

    /** Generous, as other work on the machine disturbs one measurement and not the other. */
    private static void assertSimilar(Timings quiet, Timings beside) {
        assertThat(beside.median())
                .as("quiet %s, beside %s", quiet, beside)
                .isLessThan(quiet.median().multipliedBy(4).plusMillis(100));
        assertThat(beside.percentile(99))
                .as("quiet %s, beside %s", quiet, beside)
                .isLessThan(quiet.percentile(99).multipliedBy(4).plusMillis(1_000));
    }

    private static void assertUnavailable(JsonNode answer) {
        assertThat(answer.at("/result/isError").booleanValue(false))
                .as("%s", answer)
                .isTrue();
        assertThat(answer.at("/result/content/0/text").stringValue("")).contains("service_unavailable");
    }
}
