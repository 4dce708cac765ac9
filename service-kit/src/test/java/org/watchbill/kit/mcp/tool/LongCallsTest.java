package org.watchbill.kit.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.watchbill.kit.mcp.tool.LongServer.awaitStatus;
import static org.watchbill.kit.mcp.tool.LongServer.taskId;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Calls of tools that may take long, as tasks and without. */
@Timeout(60)
class LongCallsTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    private static final Map<String, Object> LINEN = Map.of("title", "Linen");

    @ParameterizedTest
    @EnumSource
    void aClientThatKnowsNoTasksIsAnsweredAtOnce(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            McpReply read = server.as(ANA).call("count_entries", Map.of());
            McpReply write = server.as(ANA).call("load_entry", LINEN);

            assertThat(read.value().toString()).isEqualTo("{\"by\":\"Ana Ruiz\",\"entries\":0}");
            assertThat(write.value().toString()).isEqualTo("{\"title\":\"Linen\"}");
            assertThat(server.tasks()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskEndsWithWhatTheCallWouldHaveAnswered(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            server.work();
            McpCalls calls = server.as(ANA).withTasks();
            McpReply created = calls.call("count_entries", Map.of());

            assertThat(created.result().propertyNames())
                    .containsExactly(
                            "resultType",
                            "taskId",
                            "status",
                            "createdAt",
                            "lastUpdatedAt",
                            "ttlMs",
                            "pollIntervalMs",
                            "_meta");
            JsonNode ended = awaitStatus(calls, taskId(created), "completed");
            assertThat(ended.path("resultType").stringValue()).isEqualTo("complete");
            assertThat(ended.path("ttlMs").intValue()).isEqualTo(3_600_000);
            assertThat(ended.path("result").toString())
                    .isEqualTo("{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\","
                            + "\"text\":\"{\\\"by\\\":\\\"Ana Ruiz\\\",\\\"entries\\\":0}\"}],"
                            + "\"structuredContent\":{\"by\":\"Ana Ruiz\",\"entries\":0}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedIsRefusedBeforeThereIsATask(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            McpCalls calls = server.as(ANA).withTasks();
            McpCalls reading = server.as(scoped(ANA, "schedule:read")).withTasks();

            assertThat(calls.call("count_entries", Map.of("other", 1)).refusalCode())
                    .isEqualTo("invalid_argument");
            assertThat(reading.call("load_entry", LINEN).refusalCode()).isEqualTo("insufficient_scope");
            assertThat(calls.call("load_entry", Map.of()).refusalCode()).isEqualTo("invalid_argument");
            assertThat(calls.call("nothing", Map.of()).errorCode()).isEqualTo(-32602);

            assertThat(server.tasks()).isZero();
            assertThat(server.audited())
                    .extracting(event -> event.path("outcome").stringValue())
                    .containsExactly("denied", "invalid");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPersonConfirmsBeforeThereIsATask(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            McpCalls calls = server.as(ANA).withTasks().withElicitation();
            UUID callId = UUID.randomUUID();
            McpReply asked = calls.call(callId, "load_entry", LINEN);
            assertThat(asked.isAsking()).isTrue();
            assertThat(server.tasks()).isZero();

            String first = taskId(calls.retry(asked, "load_entry", LINEN, true));
            String again = taskId(calls.retry(asked, "load_entry", LINEN, true));
            assertThat(server.tools.titles()).isEmpty();
            server.work();

            assertThat(awaitStatus(calls, first, "completed").at("/result/structuredContent/title"))
                    .isEqualTo(awaitStatus(calls, again, "completed").at("/result/structuredContent/title"));
            assertThat(server.tools.titles()).containsExactly("Linen");
            assertThat(server.audited()).hasSize(1);
            assertThat(server.audited().getFirst().path("event_id").stringValue())
                    .isEqualTo(callId.toString());
            assertThat(server.audited().getFirst().at("/arguments/title").stringValue())
                    .isEqualTo("Linen");
            assertThat(calls.retry(asked, "load_entry", LINEN, true)
                            .value()
                            .path("title")
                            .stringValue())
                    .isEqualTo("Linen");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatWasDoneByAWorkerThatDiedIsNotDoneAgain(TestDatabase kind) throws InterruptedException {
        try (LongServer server = LongServer.start(kind)) {
            server.work();
            McpCalls calls = server.as(ANA).withTasks();
            String id = taskId(calls.call("load_entry", Map.of("title", "slow linen")));
            server.tools.awaitBegun();
            server.killWork();
            server.tools.mayEnd.release(2);

            JsonNode ended = awaitStatus(calls, id, "completed");

            assertThat(ended.at("/result/structuredContent/title").stringValue())
                    .isEqualTo("slow linen");
            assertThat(server.tools.titles()).containsExactly("slow linen");
            assertThat(server.audited()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatIsCancelledStops(TestDatabase kind) throws InterruptedException {
        try (LongServer server = LongServer.start(kind)) {
            server.work();
            McpCalls calls = server.as(ANA).withTasks();
            String id = taskId(calls.call("count_entries", Map.of("mode", "wait")));
            server.tools.awaitBegun();

            assertThat(calls.task("tasks/cancel", id).result().propertyNames()).containsExactly("resultType", "_meta");

            awaitStatus(calls, id, "cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatHasBegunEndsAndIsAuditedAlsoWhenItIsCancelled(TestDatabase kind) throws InterruptedException {
        try (LongServer server = LongServer.start(kind)) {
            server.work();
            McpCalls calls = server.as(ANA).withTasks();
            String id = taskId(calls.call("load_entry", Map.of("title", "slow linen")));
            server.tools.awaitBegun();

            calls.task("tasks/cancel", id);
            String later = taskId(calls.call("count_entries", Map.of()));
            awaitStatus(calls, later, "completed");
            server.tools.mayEnd.release();

            awaitStatus(calls, id, "completed");
            assertThat(server.tools.titles()).containsExactly("slow linen");
            assertThat(server.audited())
                    .extracting(event -> event.path("outcome").stringValue())
                    .containsExactly("success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aToolThatBreaksEndsWithTheSameWordsAsWithoutATask(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            server.work();
            McpCalls calls = server.as(ANA).withTasks();
            String id = taskId(calls.call("count_entries", Map.of("mode", "boom")));

            JsonNode ended = awaitStatus(calls, id, "completed");

            assertThat(ended.path("result").path("isError").booleanValue()).isTrue();
            assertThat(ended.toString()).contains("internal").doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasTooManyTasksGetsNoMore(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            McpCalls calls = server.as(ANA).withTasks();
            for (int i = 0; i < 10; i++) {
                taskId(calls.call("count_entries", Map.of()));
            }

            assertThat(calls.call("count_entries", Map.of()).refusalCode()).isEqualTo("quota_exceeded");
            assertThat(calls.call("load_entry", LINEN).refusalCode()).isEqualTo("quota_exceeded");
            assertThat(server.audited())
                    .extracting(event -> event.path("outcome").stringValue())
                    .containsExactly("denied");
            taskId(server.as(TestTokens.admin()).withTasks().call("count_entries", Map.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceWithoutTasksCannotHaveLongTools(TestDatabase kind) {
        try (LongServer server = LongServer.start(kind)) {
            assertThatThrownBy(server::withoutTasks).hasMessage("count_entries may take long, but there are no tasks");
        }
    }

    private static Caller scoped(Caller caller, String scope) {
        return new Caller(
                caller.subject(),
                caller.organisation(),
                caller.role(),
                Set.of(scope),
                caller.clientId(),
                caller.tokenId(),
                caller.profile());
    }
}
