package org.watchbill.kit.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.kit.mcp.tool.LongServer.awaitStatus;
import static org.watchbill.kit.mcp.tool.LongServer.taskId;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.McpStream;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** The methods and notifications of the tasks extension on the wire. */
@Timeout(60)
class TaskWireTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");

    private final LongServer server = LongServer.start(TestDatabase.H2);
    private final McpCalls calls = server.as(ANA).withTasks();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theExtensionIsAnnounced() {
        assertThat(calls.discover().result().path("capabilities").toString())
                .isEqualTo("{\"tools\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void whoDoesNotDeclareTheExtensionIsToldTo(String method) {
        McpReply reply = server.as(ANA).task(method, "any");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32021);
        assertThat(reply.body().at("/error/data").toString())
                .isEqualTo("{\"requiredCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void theTaskOfAnotherIsAsUnknownAsOneThatNeverWas(String method) {
        String id = taskId(calls.call("count_entries", Map.of()));
        McpCalls other = server.as(TestTokens.admin()).withTasks();

        McpReply foreign = other.send(method, update(id));
        McpReply unknown = other.send(method, update("x".repeat(43)));

        assertThat(foreign.body().path("error")).isEqualTo(unknown.body().path("error"));
        assertThat(foreign.status()).isEqualTo(200).isEqualTo(unknown.status());
        assertThat(foreign.errorCode()).isEqualTo(-32602);
        assertThat(calls.send(method, update(id)).status()).isEqualTo(200);
        assertThat(calls.send(method, update(id)).errorCode()).isZero();
    }

    @Test
    void theHeaderNamesTheTask() {
        String id = taskId(calls.call("count_entries", Map.of()));
        byte[] body = Json.bytes(calls.request("tasks/get", Json.object().put("taskId", id)));
        Map<String, String> headers = Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tasks/get");

        McpReply missing = calls.post(headers, body);
        McpReply wrong = calls.post(
                Map.of(
                        "MCP-Protocol-Version", "2026-07-28",
                        "Mcp-Method", "tasks/get",
                        "Mcp-Name", "other"),
                body);

        assertThat(List.of(missing.status(), missing.errorCode())).containsExactly(400, -32020);
        assertThat(List.of(wrong.status(), wrong.errorCode())).containsExactly(400, -32020);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/list", "tasks/result"})
    void theMethodsOfEarlierRevisionsAreGone(String method) {
        McpReply reply = calls.task(method, "any");

        assertThat(List.of(reply.status(), reply.errorCode())).containsExactly(404, -32601);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"yes\"", "{\"confirm\":true}"})
    void responsesAreObjects(String responses) {
        String id = taskId(calls.call("count_entries", Map.of()));
        ObjectNode params = update(id);
        params.set("inputResponses", Json.parse(responses.getBytes(StandardCharsets.UTF_8)));

        assertThat(calls.send("tasks/update", params).errorCode()).isEqualTo(-32602);
    }

    @Test
    void aListenerIsSentItsOwnTasksWhole() {
        String id = taskId(calls.call("count_entries", Map.of()));
        String foreign = taskId(server.as(TestTokens.admin()).withTasks().call("count_entries", Map.of()));
        try (McpStream stream = calls.open("subscriptions/listen", listen(id, foreign, "unknown"), Json.tree(7))) {
            assertThat(stream.next().path("params").toString())
                    .isEqualTo("{\"notifications\":{\"taskIds\":[\"" + id
                            + "\"]},\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}");
            assertThat(stream.next().at("/params/status").stringValue()).isEqualTo("working");

            server.work();

            ObjectNode ended = (ObjectNode) awaitStatus(calls, id, "completed");
            ObjectNode told = (ObjectNode) stream.next();
            assertThat(told.path("method").stringValue()).isEqualTo("notifications/tasks");
            ObjectNode params = (ObjectNode) told.path("params");
            assertThat(params.remove("_meta").toString()).isEqualTo("{\"io.modelcontextprotocol/subscriptionId\":7}");
            ended.remove(List.of("_meta", "resultType"));
            assertThat(params).isEqualTo(ended);
        }
    }

    @Test
    void onlyWhoDeclaresTheExtensionListens() {
        McpCalls plain = server.as(ANA);
        try (McpStream refused = plain.open("subscriptions/listen", listen("any"));
                McpStream broken = calls.open(
                        "subscriptions/listen", listen("any ".repeat(65).split(" ")))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().at("/error/code").intValue()).isEqualTo(-32021);
            assertThat(broken.body().at("/error/code").intValue()).isEqualTo(-32602);
        }
    }

    private static ObjectNode update(String id) {
        ObjectNode params = Json.object().put("taskId", id);
        params.putObject("inputResponses");
        return params;
    }

    private static ObjectNode listen(String... ids) {
        ObjectNode params = Json.object();
        for (String id : ids) {
            params.withObjectProperty("notifications")
                    .withArrayProperty("taskIds")
                    .add(id);
        }
        return params;
    }
}
