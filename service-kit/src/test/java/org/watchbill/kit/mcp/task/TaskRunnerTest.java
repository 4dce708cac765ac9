package org.watchbill.kit.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.kit.mcp.task.TaskBench.awaitThat;
import static org.watchbill.kit.mcp.task.TaskBench.done;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.TestDatabase;

/** How workers share tasks, lose them, and stop. */
@Timeout(60)
class TaskRunnerTest {

    @ParameterizedTest
    @EnumSource
    void runnersShareTheTasksAndDoEachOnce(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            ConcurrentMap<String, Integer> begun = new ConcurrentHashMap<>();
            ConcurrentMap<String, String> principals = new ConcurrentHashMap<>();
            for (int i = 0; i < 40; i++) {
                String principal = "organisation/" + i;
                principals.put(bench.create(principal), principal);
            }
            CountDownLatch both = new CountDownLatch(2);
            for (int replica = 0; replica < 2; replica++) {
                AtomicInteger done = new AtomicInteger();
                bench.startBeside(run -> {
                    if (done.incrementAndGet() == 1) {
                        both.countDown();
                    }
                    both.await();
                    begun.merge(run.task().digest(), 1, Integer::sum);
                    return done("ok");
                });
            }

            awaitThat(() -> principals.entrySet().stream()
                    .allMatch(task -> bench.tasks
                            .find(task.getValue(), task.getKey())
                            .orElseThrow()
                            .state()
                            .hasEnded()));
            assertThat(begun)
                    .hasSize(40)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProcessWorksOnNoMoreThanItsShare(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            AtomicInteger begun = new AtomicInteger();
            CountDownLatch leave = new CountDownLatch(1);
            bench.start(_ -> {
                begun.incrementAndGet();
                leave.await();
                return done("ok");
            });
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ids.add(bench.create());
            }
            awaitThat(() -> begun.get() == 3);
            assertThat(bench.abandoned().take()).isPresent();
            assertThat(begun).hasValue(3);

            leave.countDown();
            awaitThat(() -> ids.stream()
                            .filter(id -> bench.status(id).equals("completed"))
                            .count()
                    == 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTaskOfADeadWorkerIsTakenWhenItsLeaseEnds(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            String id = bench.create();
            TaskLeases dead = bench.abandoned();
            StoredTask held = dead.take().orElseThrow();
            bench.time.advance(Duration.ofSeconds(30).minusMillis(1));
            assertThat(bench.abandoned().take()).isEmpty();
            bench.time.advance(Duration.ofMillis(1));

            bench.start(_ -> done("by another"));

            assertThat(bench.awaitStatus(id, "completed").getResult().toString())
                    .contains("by another");
            dead.step(held, done("too late"));
            dead.giveBack(held);
            assertThat(dead.renew(held)).isEmpty();
            assertThat(bench.find(id).getResult().toString()).contains("by another");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerKeepsItsTaskAsLongAsItLives(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            CountDownLatch leave = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            bench.start(_ -> {
                begun.countDown();
                leave.await();
                return done("at last");
            });
            String id = bench.create();
            awaitThat(() -> begun.getCount() == 0);
            for (int i = 0; i < 3; i++) {
                bench.time.advance(Duration.ofSeconds(20));
                awaitThat(() -> bench.leaseSeconds() == 30);
            }
            leave.countDown();

            assertThat(bench.awaitStatus(id, "completed").getResult().toString())
                    .contains("at last");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatLostItsTaskIsInterruptedAndItsEndForgotten(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            CountDownLatch interrupted = new CountDownLatch(1);
            AtomicInteger begun = new AtomicInteger();
            bench.start(_ -> {
                begun.incrementAndGet();
                try {
                    return TaskBench.neverEnds();
                } finally {
                    interrupted.countDown();
                }
            });
            String id = bench.create();
            awaitThat(() -> begun.get() == 1);

            bench.steal();

            awaitThat(() -> interrupted.getCount() == 0);
            assertThat(bench.status(id)).isEqualTo("working");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatNoWorkerSurvivesIsGivenUp(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            String id = bench.create();
            for (int i = 0; i < 5; i++) {
                assertThat(bench.abandoned().take()).isPresent();
                bench.time.advance(Duration.ofSeconds(30));
            }
            AtomicInteger begun = new AtomicInteger();
            bench.start(_ -> {
                begun.incrementAndGet();
                return done("never");
            });

            assertThat(bench.awaitStatus(id, "failed").message())
                    .contains("The task was begun several times and never came to an end");
            assertThat(begun).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunnerThatIsClosedGivesItsTasksToTheOthers(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            AtomicInteger begun = new AtomicInteger();
            TaskRunner stopping = bench.start(_ -> {
                begun.incrementAndGet();
                return TaskBench.neverEnds();
            });
            String id = bench.create();
            awaitThat(() -> begun.get() == 1);

            stopping.close();
            bench.startBeside(_ -> done("by another"));

            assertThat(bench.awaitStatus(id, "completed").getResult().toString())
                    .contains("by another");
        }
    }

    @ParameterizedTest
    @EnumSource
    void workThatCommitsEndsBeforeItsRunnerIsClosed(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            AtomicInteger begun = new AtomicInteger();
            CountDownLatch leave = new CountDownLatch(1);
            TaskRunner stopping = bench.start(run -> run.committing(() -> {
                begun.incrementAndGet();
                TaskBench.await(leave);
                return done("committed");
            }));
            String id = bench.create();
            awaitThat(() -> begun.get() == 1);
            Thread closing = Thread.startVirtualThread(stopping::close);
            awaitThat(() -> closing.getState() == Thread.State.TIMED_WAITING);
            leave.countDown();

            assertThat(bench.awaitStatus(id, "completed").getResult().toString())
                    .contains("committed");
        }
    }
}
