package org.watchbill.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;

/** Goal 8: ten times as many callers as the gateway serves at once. */
class OverloadTest {

    private static final int SERVED_AT_ONCE = 16;
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration STORM = Duration.ofSeconds(4);
    private static final long PAUSE_AFTER_REFUSAL_MILLIS = 100;

    private final UpstreamFake schedule = new UpstreamFake()
            .streaming(ToolAnswers.tool("work", true, "schedule:read", false), (params, events) -> {
                Thread.sleep(25);
                return ToolAnswers.done("worked");
            });
    private final RunningGateway gateway =
            new RunningGateway(schedule, Map.of("server.max-concurrent", Integer.toString(SERVED_AT_ONCE)));
    private final ModernClient member = gateway.member();

    /** What came of many calls. */
    private static final class Tally {

        private final Timings accepted = new Timings();
        private final Map<String, Integer> refused = new ConcurrentHashMap<>();

        void add(long start, WireReply reply) {
            if (reply.status() == 200) {
                assertThat(reply.body()).contains("worked");
                accepted.add(start);
            } else {
                String text = reply.status() + " retry after " + reply.header("Retry-After");
                refused.merge(text, 1, Integer::sum);
            }
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void goal08AStormIsShedAndPassesWithoutATrace(TestReporter reporter) {
        callFor(Duration.ofSeconds(1), SERVED_AT_ONCE / 2);
        Tally quiet = callFor(QUIET, SERVED_AT_ONCE / 2);
        Tally storm = callFor(STORM, SERVED_AT_ONCE * 10);
        double capacity = perSecond(quiet, QUIET);
        double goodput = perSecond(storm, STORM);
        reporter.publishEntry(Map.of(
                "quiet", "%.0f/s, %s".formatted(capacity, quiet.accepted),
                "storm", "%.0f/s, %s, refused %s".formatted(goodput, storm.accepted, storm.refused)));

        assertThat(quiet.refused).isEmpty();
        assertThat(storm.refused.keySet())
                .as("refusals say when to come again")
                .isNotEmpty()
                .allMatch(text -> text.matches("(503|429) retry after [1-9][0-9]*"));
        assertThat(goodput).as("of %.0f/s", capacity).isGreaterThan(capacity * 0.25);
        assertThat(storm.accepted.percentile(99)).isLessThan(Duration.ofSeconds(8));

        Duration recovery =
                Patience.until("calls are served again", Duration.ofSeconds(5), () -> call().status() == 200);
        Tally after = callFor(QUIET, SERVED_AT_ONCE / 2);
        reporter.publishEntry(Map.of(
                "recovery",
                recovery.toMillis() + " ms",
                "after",
                "%.0f/s, %s".formatted(perSecond(after, QUIET), after.accepted)));
        assertThat(after.refused).isEmpty();
        assertThat(perSecond(after, QUIET)).isGreaterThan(capacity * 0.25);
    }

    private static double perSecond(Tally tally, Duration length) {
        return tally.accepted.count() * 1000.0 / length.toMillis();
    }

    /** Callers that call again and again, after a short pause when they were refused. */
    private Tally callFor(Duration length, int callers) {
        Tally tally = new Tally();
        long end = System.nanoTime() + length.toNanos();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(crowd.submit(() -> {
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        WireReply reply = call();
                        tally.add(start, reply);
                        if (reply.status() != 200) {
                            Patience.pause(PAUSE_AFTER_REFUSAL_MILLIS);
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return tally;
    }

    private WireReply call() {
        return PlainCall.of(member, "work");
    }
}
