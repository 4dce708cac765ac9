package org.watchbill.kit.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.kit.mcp.task.TaskBench.ANA;
import static org.watchbill.kit.mcp.task.TaskBench.BEN;
import static org.watchbill.kit.mcp.task.TaskBench.ask;
import static org.watchbill.kit.mcp.task.TaskBench.awaitThat;
import static org.watchbill.kit.mcp.task.TaskBench.done;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestDatabase;

/** What a wish to cancel does at each point of a task's life. */
@Timeout(60)
class TaskCancellationTest {

    @ParameterizedTest
    @EnumSource
    void aTaskThatNobodyWorksOnIsCancelledAtOnce(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            String id = bench.create();

            assertThat(bench.tasks.cancel(ANA, id)).isTrue();

            assertThat(bench.status(id)).isEqualTo("cancelled");
            assertThat(bench.abandoned().take()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatWaitsForAnswersIsCancelledAtOnce(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(_ -> ask("name"));
            String id = bench.create();
            bench.awaitStatus(id, "input_required");

            assertThat(bench.tasks.cancel(ANA, id)).isTrue();

            assertThat(bench.status(id)).isEqualTo("cancelled");
            assertThat(bench.tasks.update(ANA, id, TaskBench.answer("name", "Ana")))
                    .isTrue();
            assertThat(bench.status(id)).isEqualTo("cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void workUnderWayIsInterruptedAlsoByAnotherReplica(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            CountDownLatch begun = new CountDownLatch(1);
            bench.startBeside(_ -> {
                begun.countDown();
                return TaskBench.neverEnds();
            });
            String id = bench.create();
            TaskBench.await(begun);

            assertThat(bench.tasks.cancel(ANA, id)).isTrue();

            assertThat(bench.awaitStatus(id, "cancelled").getResult().propertyNames())
                    .containsExactly(
                            "resultType", "taskId", "status", "createdAt", "lastUpdatedAt", "ttlMs", "pollIntervalMs");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatHasBegunEndsCompleted(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            AtomicInteger begun = new AtomicInteger();
            CountDownLatch leave = new CountDownLatch(1);
            bench.start(run -> run.committing(() -> {
                begun.incrementAndGet();
                TaskBench.await(leave);
                return done("written");
            }));
            String id = bench.create();
            awaitThat(() -> begun.get() == 1);
            assertThat(bench.tasks.cancel(ANA, id)).isTrue();
            // The round that begins the third has seen the wish.
            bench.create(BEN);
            awaitThat(() -> begun.get() == 2);
            bench.create(BEN);
            awaitThat(() -> begun.get() == 3);
            leave.countDown();

            assertThat(bench.awaitStatus(id, "completed").getResult().toString())
                    .contains("written");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatHasNotBegunIsNotBegun(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            AtomicInteger written = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            bench.start(run -> {
                begun.countDown();
                awaitThat(() -> Thread.currentThread().isInterrupted());
                return run.committing(() -> {
                    written.incrementAndGet();
                    return done("never");
                });
            });
            String id = bench.create();
            TaskBench.await(begun);

            bench.tasks.cancel(ANA, id);

            bench.awaitStatus(id, "cancelled");
            assertThat(written).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADeadWorkerHadDoneIsToldEvenIfItIsNotWantedAnyMore(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            String written = bench.create(Json.object().put("written", true));
            String unwritten = bench.create(Json.object().put("written", false));
            assertThat(bench.abandoned().take()).isPresent();
            assertThat(bench.abandoned().take()).isPresent();
            bench.tasks.cancel(ANA, written);
            bench.tasks.cancel(ANA, unwritten);
            assertThat(bench.status(written)).isEqualTo("working");
            bench.time.advance(Duration.ofSeconds(30));

            bench.start(run -> run.description().path("written").booleanValue()
                    ? done("had been written")
                    : run.committing(() -> done("never")));

            assertThat(bench.awaitStatus(written, "completed").getResult().toString())
                    .contains("had been written");
            bench.awaitStatus(unwritten, "cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasEndedStaysAsItIs(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(_ -> done("ok"));
            String id = bench.create();
            Task before = bench.awaitStatus(id, "completed");

            assertThat(bench.tasks.cancel(ANA, id)).isTrue();
            assertThat(bench.tasks.cancel(ANA, id)).isTrue();

            assertThat(bench.find(id)).isEqualTo(before);
        }
    }
}
