package org.watchbill.gateway.modern;

import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.FakeChanges;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.Transcript;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations of revision 2026-07-28 with a service that has all that the revision knows. */
@Timeout(60)
class ModernTranscriptTest {

    private static final String STATE = "watchbill://schedule/icu";

    @ParameterizedTest
    @ValueSource(strings = {"discover", "headers", "rounds", "listen", "tasks"})
    void conversationGoesAsWritten(String name) {
        UpstreamFake service = new UpstreamFake();
        FakeChanges changes = FakeChanges.of(service, """
                {"tools":{"listChanged":true},"resources":{"subscribe":true},
                 "extensions":{"io.modelcontextprotocol/tasks":{}}}
                """);
        service.with(annotated(), params -> ToolAnswers.done("found"))
                .with(ToolAnswers.tool("swap", false, "requests:write", false), ToolAnswers::confirmed)
                .with(ToolAnswers.tool("rename", false, "schedule:write", false), params -> renamed(service, changes))
                .with(
                        ToolAnswers.tool("rebuild", false, "schedule:write", false),
                        params -> task("\"resultType\":\"task\",\"status\":\"working\""))
                .withPrompt(Json.object().put("name", "hand_over"), ToolAnswers::confirmed)
                .withResource(Json.object().put("uri", STATE).put("name", "ICU"), ModernTranscriptTest::state)
                .on("tasks/get", (params, events) -> ToolAnswers.json(ASKING))
                .on("tasks/update", (params, events) -> done(changes))
                .on("tasks/cancel", (params, events) -> ToolAnswers.json("{\"result\":{\"resultType\":\"complete\"}}"));
        try (RunningGateway gateway = new RunningGateway(service, Map.of())) {
            Transcript.replay("/mcp-gateway/transcripts/" + name + ".txt", gateway);
        }
    }

    private static final String ASKING = """
            {"result":{"resultType":"complete","taskId":"own-id","status":"input_required","createdAt":"2026-11-20T12:00:00Z",
             "lastUpdatedAt":"2026-11-20T12:00:01Z","ttlMs":60000,"inputRequests":{"who":{"method":"elicitation/create",
             "params":{"mode":"form","message":"Who?","requestedSchema":{"type":"object","properties":{}}}}}}}
            """;

    private static ObjectNode annotated() {
        ObjectNode tool = ToolAnswers.tool("find_shift", true, "schedule:read", false);
        ((ObjectNode) tool.path("inputSchema"))
                .set("properties", ToolAnswers.json("{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}"));
        return tool;
    }

    private static ObjectNode renamed(UpstreamFake service, FakeChanges changes) {
        service.without("rebuild");
        changes.tell("notifications/tools/list_changed", "{}");
        changes.tell("notifications/resources/updated", "{\"uri\":\"" + STATE + "\"}");
        return ToolAnswers.done("renamed");
    }

    private static ObjectNode state(JsonNode params) {
        return params.has("inputResponses") ? ToolAnswers.content(STATE, "Ana") : ToolAnswers.asking("May I look?");
    }

    private static ObjectNode done(FakeChanges changes) {
        changes.tell(
                "notifications/tasks",
                Json.text(task("\"status\":\"completed\",\"result\":{\"content\":[]}")
                        .path("result")));
        return ToolAnswers.json("{\"result\":{\"resultType\":\"complete\"}}");
    }

    private static ObjectNode task(String members) {
        return ToolAnswers.result(
                ToolAnswers.json(
                        "{\"taskId\":\"own-id\"," + members
                                + ",\"createdAt\":\"2026-11-20T12:00:00Z\",\"lastUpdatedAt\":\"2026-11-20T12:00:00Z\",\"ttlMs\":60000}"));
    }
}
