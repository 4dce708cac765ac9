package org.watchbill.kit.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.kit.mcp.task.TaskBench.ANA;
import static org.watchbill.kit.mcp.task.TaskBench.BEN;
import static org.watchbill.kit.mcp.task.TaskBench.answer;
import static org.watchbill.kit.mcp.task.TaskBench.ask;
import static org.watchbill.kit.mcp.task.TaskBench.done;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.node.ObjectNode;

/** What owners see of their tasks, whoever works on them. */
@Timeout(60)
class TasksTest {

    @ParameterizedTest
    @EnumSource
    void aTaskIsThereForItsOwnerAlone(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            String id = bench.create();

            assertThat(id).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(bench.create());
            assertThat(bench.find(id).getResult().toString()).isEqualTo("""
                            {"resultType":"complete","taskId":"%s","status":"working",\
                            "createdAt":"2026-03-02T09:00:00.123456Z","lastUpdatedAt":"2026-03-02T09:00:00.123456Z",\
                            "ttlMs":3600000,"pollIntervalMs":1000}""".formatted(id));
            assertThat(bench.tasks.find(BEN, id)).isEmpty();
            assertThat(bench.tasks.find(ANA, id + "x")).isEmpty();
            assertThat(bench.tasks.find(ANA, "x".repeat(100_000))).isEmpty();
            assertThat(bench.tasks.cancel(BEN, id)).isFalse();
            assertThat(bench.tasks.update(BEN, id, Json.object())).isFalse();
            assertThat(bench.status(id)).isEqualTo("working");
            assertThat(bench.dump()).doesNotContain(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void workThatIsDoneLeavesItsResultAndNotWhatWasAsked(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(run -> done(run.work() + " to " + run.description().path("to")));
            String id = bench.create();

            Task task = bench.awaitStatus(id, "completed");

            assertThat(task.getResult().at("/result/content/0/text").stringValue())
                    .isEqualTo("count to 7");
            assertThat(task.version()).isEqualTo(2);
            assertThat(bench.dump()).endsWith(" count {} {}]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskGoesOnWhenAllThatItAsksIsAnswered(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(run -> switch (run.answers().size()) {
                case 0 -> ask("first", "second");
                case 2 -> ask("third");
                default -> done(run.answers().toString());
            });
            String id = bench.create();
            bench.awaitStatus(id, "input_required");

            assertThat(bench.tasks.update(ANA, id, answer("unheard", "of"))).isTrue();
            assertThat(asked(bench, id)).containsExactly("first", "second");
            assertThat(bench.tasks.update(ANA, id, answer("first", "One"))).isTrue();
            assertThat(asked(bench, id)).containsExactly("second");
            assertThat(bench.tasks.update(ANA, id, answer("first", "Other"))).isTrue();
            assertThat(bench.tasks.update(ANA, id, answer("second", "Two"))).isTrue();
            TaskBench.awaitThat(() -> bench.find(id).state() instanceof TaskStep.InputRequired(ObjectNode requests)
                    && requests.has("third"));
            assertThat(bench.tasks.update(ANA, id, answer("third", "Three"))).isTrue();

            assertThat(bench.awaitStatus(id, "completed")
                            .getResult()
                            .at("/result/content/0/text")
                            .stringValue())
                    .isEqualTo("""
                            {"first":{"action":"accept","content":{"name":"One"}},\
                            "second":{"action":"accept","content":{"name":"Two"}},\
                            "third":{"action":"accept","content":{"name":"Three"}}}""");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsNeverAskedAgain(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(_ -> ask("name"));
            String id = bench.create();
            bench.awaitStatus(id, "input_required");
            bench.tasks.update(ANA, id, answer("name", "Ana"));

            assertThat(bench.awaitStatus(id, "failed").getResult().path("error").toString())
                    .isEqualTo("{\"code\":-32603,\"message\":\"The task asked what cannot be asked\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failuresAreToldWithoutTheirInside(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(run -> {
                throw run.description().isEmpty()
                        ? RpcException.unsupportedVersion("1", "2")
                        : new IllegalStateException("secret detail");
            });
            String broken = bench.create();
            Task refused = created(bench.tasks.create(ANA, "count", Json.object()));

            assertThat(bench.awaitStatus(broken, "failed")
                            .getResult()
                            .path("error")
                            .toString())
                    .isEqualTo("{\"code\":-32603,\"message\":\"The call failed inside the service\"}");
            assertThat(bench.find(broken).message()).contains("The call failed inside the service");
            assertThat(bench.awaitStatus(refused.id(), "failed")
                            .getResult()
                            .path("error")
                            .toString())
                    .isEqualTo("{\"code\":-32022,\"message\":\"The protocol version is not supported\","
                            + "\"data\":{\"supported\":[\"2\"],\"requested\":\"1\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeKeptIsRefused(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            bench.start(run -> run.answers().isEmpty()
                    ? run.description().has("ask") ? ask("text") : done("x".repeat(1_000_000))
                    : done("never"));

            assertThat(bench.tasks.create(ANA, "count", Json.object().put("text", "x".repeat(65_536))))
                    .isEqualTo(new TaskCreation.TooLarge());
            assertThat(bench.tasks.create(ANA, "count", nested(70))).isEqualTo(new TaskCreation.TooLarge());
            String id = bench.create();
            assertThat(bench.awaitStatus(id, "failed").message()).contains("The result is too large to be kept");
            Task asking = created(bench.tasks.create(ANA, "count", Json.object().put("ask", true)));
            bench.awaitStatus(asking.id(), "input_required");
            bench.tasks.update(ANA, asking.id(), answer("text", "x".repeat(300_000)));
            assertThat(bench.awaitStatus(asking.id(), "failed").message())
                    .contains("The answers are too large to be kept");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPrincipalHasSoManyOpenTasksAndSoManyKept(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            List<String> ids = List.of(bench.create(), bench.create(), bench.create(), bench.create());
            assertThat(bench.tasks.create(ANA, "count", Json.object())).isEqualTo(new TaskCreation.TooMany());
            bench.create(BEN);

            bench.tasks.cancel(ANA, ids.get(1));
            bench.tasks.cancel(ANA, ids.get(2));
            bench.tasks.cancel(ANA, ids.get(3));
            bench.create();
            bench.create();
            assertThat(bench.tasks.create(ANA, "count", Json.object())).isEqualTo(new TaskCreation.TooMany());

            bench.time.advance(Duration.ofHours(1));
            bench.create();
            assertThat(bench.rows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnceGetNoMorePlacesThanThereAre(TestDatabase kind) throws Exception {
        try (TaskBench bench = new TaskBench(kind);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<TaskCreation> call = () -> bench.tasks.create(ANA, "count", Json.object());
            List<TaskCreation> ends = new ArrayList<>();
            for (Future<TaskCreation> end : callers.invokeAll(Collections.nCopies(20, call))) {
                ends.add(end.get());
            }

            assertThat(ends).filteredOn(TaskCreation.Created.class::isInstance).hasSize(4);
            assertThat(ends).filteredOn(new TaskCreation.TooMany()::equals).hasSize(16);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredTaskIsNotThereAnyMoreAndIsNotBegun(TestDatabase kind) {
        try (TaskBench bench = new TaskBench(kind)) {
            String id = bench.create();
            bench.time.advance(Duration.ofHours(1).minusMillis(1));
            assertThat(bench.status(id)).isEqualTo("working");
            bench.time.advance(Duration.ofMillis(1));

            assertThat(bench.tasks.find(ANA, id)).isEmpty();
            assertThat(bench.tasks.cancel(ANA, id)).isFalse();
            assertThat(bench.abandoned().take()).isEmpty();
            bench.start(_ -> done("never"));
            TaskBench.awaitThat(() -> bench.rows() == 0);
        }
    }

    private static List<String> asked(TaskBench bench, String id) {
        return bench.find(id).getResult().path("inputRequests").propertyNames().stream()
                .toList();
    }

    private static Task created(TaskCreation creation) {
        assertThat(creation).isInstanceOf(TaskCreation.Created.class);
        return ((TaskCreation.Created) creation).task();
    }

    private static ObjectNode nested(int depth) {
        ObjectNode root = Json.object();
        ObjectNode inner = root;
        for (int i = 0; i < depth; i++) {
            inner = inner.putObject("a");
        }
        return root;
    }
}
