package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.FakeChanges;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tasks extension, passed through to the service that has the task. */
@Timeout(60)
class TaskTest {

    private static final String TASKS = "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}";
    private static final String NEEDED =
            "{\"requiredCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}";
    private static final String TIMES = """
            "createdAt":"2026-11-20T12:00:00Z","lastUpdatedAt":"2026-11-20T12:00:01Z","ttlMs":60000,"pollIntervalMs":500""";

    private final UpstreamFake schedule = new UpstreamFake()
            .with(
                    ToolAnswers.tool("rebuild", false, "schedule:write", false),
                    params -> ToolAnswers.result(task("\"resultType\":\"task\",\"status\":\"working\"")));
    private final FakeChanges changes = FakeChanges.of(schedule, "{" + TASKS + "}");
    private final RunningGateway gateway = new RunningGateway(schedule, Map.of());
    private final ModernClient plain = gateway.member();
    private final ModernClient client = plain.with("{" + TASKS + "}");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void discoverAnnouncesWhatAServiceOffers() {
        assertThat(announced()).isEqualTo("{\"io.modelcontextprotocol/tasks\":{}}");
    }

    @Test
    void whatAServiceOfferedStandsWhileItIsDown() {
        assertThat(announced()).isNotEmpty();
        schedule.stop();
        gateway.time().advance(Duration.ofMinutes(6));

        assertThat(announced()).isEqualTo("{\"io.modelcontextprotocol/tasks\":{}}");
    }

    @Test
    void aTaskHasAnIdThatHidesItsOwnAndStaysTheSame() {
        JsonNode created = created();

        assertThat(created.path("resultType").stringValue()).isEqualTo("task");
        assertThat(created.path("status").stringValue()).isEqualTo("working");
        assertThat(created.path("ttlMs").intValue()).isEqualTo(60_000);
        assertThat(created.path("taskId").stringValue())
                .doesNotContain("own-id", "schedule")
                .isEqualTo(created().path("taskId").stringValue());
    }

    @Test
    void aClientThatKnowsNoTasksGetsNone() {
        assertThat(post(plain, "tools/call", plain.callParams("rebuild", "{}")).errorCode())
                .isEqualTo(-32603);
    }

    @Test
    void theServiceIsAskedUnderItsOwnId() {
        schedule.on("tasks/get", (params, events) -> ToolAnswers.result(task("""
                "resultType":"complete","status":"completed","result":{"resultType":"complete","content":[],
                  "_meta":{"org.watchbill/requiredScope":"secret","kept":1}}""")));
        String id = createdId();

        JsonNode result =
                post(client, "tasks/get", Json.object().put("taskId", id)).result();

        assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
        assertThat(result.path("taskId").stringValue()).isEqualTo(id);
        assertThat(result.path("status").stringValue()).isEqualTo("completed");
        assertThat(result.at("/result/_meta").toString()).isEqualTo("{\"kept\":1}");
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").stringValue())
                .isEqualTo("watchbill");
        UpstreamFake.Received asked = schedule.received("tasks/get").getLast();
        assertThat(asked.headers()).containsEntry("Mcp-Name", "own-id");
        assertThat(asked.params().path("taskId").stringValue()).isEqualTo("own-id");
        assertThat(asked.meta()
                        .path("io.modelcontextprotocol/clientCapabilities")
                        .toString())
                .isEqualTo("{" + TASKS + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/update", "tasks/cancel"})
    void answersAndCancellationsAreAcknowledged(String method) {
        schedule.on(
                method,
                (params, events) -> ToolAnswers.result(
                        Json.object().put("resultType", "complete").put("other", true)));
        ObjectNode params = Json.object().put("taskId", createdId());
        params.putObject("inputResponses").putObject("name").put("action", "decline");

        JsonNode result = post(client, method, params).result();

        assertThat(result.propertyNames()).containsExactlyInAnyOrder("resultType", "_meta");
        assertThat(schedule.received(method)
                        .getLast()
                        .params()
                        .path("inputResponses")
                        .toString())
                .isEqualTo("{\"name\":{\"action\":\"decline\"}}");
    }

    @Test
    void answersMustBeAnObject() {
        assertThat(post(client, "tasks/update", Json.object().put("taskId", createdId()))
                        .errorCode())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void aClientThatKnowsNoTasksIsToldWhatToDeclare(String method) {
        WireReply reply = post(plain, method, Json.object().put("taskId", createdId()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32021);
        assertThat(reply.json().at("/error/data").toString()).isEqualTo(NEEDED);
    }

    @Test
    void aTaskOfSomebodyElseIsUnknown() {
        WireReply reply = post(
                gateway.admin().with("{" + TASKS + "}"),
                "tasks/get",
                Json.object().put("taskId", createdId()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(schedule.received("tasks/get")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"own-id", "786512e2-9e0d-44bd-8f29-789f320fe840"})
    void anIdThatNobodyMadeIsUnknown(String id) {
        assertThat(post(client, "tasks/get", Json.object().put("taskId", id)).errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void aTaskThatTheServiceKnowsNoLongerIsUnknown() {
        schedule.on("tasks/get", (params, events) -> ToolAnswers.error(-32602, "own-id is not there"));

        WireReply reply = post(client, "tasks/get", Json.object().put("taskId", createdId()));

        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.body()).doesNotContain("own-id");
    }

    @Test
    void theNameHeaderMustBeTheId() {
        ObjectNode params = Json.object().put("taskId", createdId());
        Map<String, String> headers = client.headers("tasks/get", params);
        headers.put("Mcp-Name", "another");

        WireReply reply = client.post(headers, Json.bytes(client.message(1, "tasks/get", params)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32020);
        headers.remove("Mcp-Name");
        assertThat(client.post(headers, Json.bytes(client.message(1, "tasks/get", params)))
                        .errorCode())
                .isEqualTo(-32020);
    }

    @Test
    void aTaskAsksOnlyForWhatTheClientDeclared() {
        schedule.on("tasks/get", (params, events) -> ToolAnswers.result(asking()));
        ObjectNode params = Json.object().put("taskId", createdId());

        WireReply refused = post(client, "tasks/get", params);
        WireReply shown = post(plain.with("{\"elicitation\":{}," + TASKS + "}"), "tasks/get", params);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo(-32021);
        assertThat(shown.result().at("/inputRequests/name/method").stringValue())
                .isEqualTo("elicitation/create");
    }

    @Test
    void listenersHearOfTheirTasksUnderTheirIds() throws InterruptedException {
        String id = createdId();
        try (EventReader stream = client.open(listen(client, id, "foreign"))) {
            assertThat(stream.next().at("/params/notifications").toString())
                    .isEqualTo("{\"taskIds\":[\"" + id + "\"]}");
            changes.awaitStreams(1);
            changes.tell("notifications/tasks", Json.text(asking()));
            changes.tell("notifications/tasks", "{\"taskId\":\"other\",\"status\":\"working\"," + TIMES + "}");
            changes.tell("notifications/tasks", Json.text(task("\"status\":\"cancelled\"")));

            assertThat(stream.next().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tasks\",\"params\":{\"taskId\":\"" + id
                            + "\",\"status\":\"cancelled\"," + TIMES
                            + ",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}");
        }
    }

    @Test
    void listeningForTasksNeedsTheDeclaration() {
        ObjectNode message = listen(plain, createdId());

        WireReply reply = plain.post(plain.headers("subscriptions/listen", Json.object()), Json.bytes(message));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/data").toString()).isEqualTo(NEEDED);
    }

    @Test
    void sessionsHaveNoTasks() {
        LegacyClient session = gateway.legacy().connected();

        assertThat(session.send("tasks/get", Json.object().put("taskId", "x")).errorCode())
                .isEqualTo(-32601);
    }

    private String announced() {
        return plain.send("server/discover", Json.object())
                .result()
                .at("/capabilities/extensions")
                .toString();
    }

    private JsonNode created() {
        return post(client, "tools/call", client.callParams("rebuild", "{}")).result();
    }

    private String createdId() {
        return created().path("taskId").stringValue();
    }

    private static WireReply post(ModernClient from, String method, ObjectNode params) {
        return from.post(from.headers(method, params), Json.bytes(from.message(7, method, params)));
    }

    private static ObjectNode listen(ModernClient from, String... ids) {
        ObjectNode params = Json.object();
        for (String id : ids) {
            params.withObjectProperty("notifications")
                    .withArrayProperty("taskIds")
                    .add(id);
        }
        return from.message(7, "subscriptions/listen", params);
    }

    private static ObjectNode asking() {
        return task("""
                "status":"input_required","inputRequests":{"name":{"method":"elicitation/create","params":{
                  "mode":"form","message":"Who?","requestedSchema":{"type":"object","properties":{}}}}}""");
    }

    private static ObjectNode task(String members) {
        return ToolAnswers.json("{\"taskId\":\"own-id\"," + members + "," + TIMES + "}");
    }
}
