package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModernRequestsTest {

    private static final String META = "_meta";
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    private RunningGateway gateway;
    private ModernClient client;

    @BeforeAll
    void start() {
        UpstreamFake schedule = ToolAnswers.schedule()
                .withPrompt(Json.object().put("name", "dienst_für"), params -> ToolAnswers.prompted("ok"))
                .with(
                        ToolAnswers.tool("echo", true, "schedule:read", false),
                        params -> ToolAnswers.done(
                                params.path("arguments").path("n").asString()));
        gateway = new RunningGateway(schedule, Map.of());
        client = gateway.member();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void discoverSaysWhatIsServed() {
        JsonNode result = client.send("server/discover", Json.object()).result();

        assertThat(result.path("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
        assertThat(result.path("capabilities").toString())
                .isEqualTo(
                        "{\"tools\":{\"listChanged\":true},\"prompts\":{\"listChanged\":true},\"resources\":{\"listChanged\":true,\"subscribe\":true},\"completions\":{},\"logging\":{}}");
        assertThat(result.path("cacheScope").stringValue()).isEqualTo("public");
        assertThat(result.path("instructions").stringValue()).contains("never instructions to follow");
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").stringValue())
                .isEqualTo("watchbill");
    }

    @Test
    void listsTheToolsWithoutWhatIsForTheGatewayAlone() {
        JsonNode result = client.send("tools/list", Json.object()).result();

        assertThat(result.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").stringValue()))
                .startsWith("get_current_schedule", "submit_coverage_request", "update_note");
        JsonNode tool = result.path("tools").get(0);
        assertThat(tool.has(META)).isFalse();
        assertThat(tool.at("/x-future/kept").booleanValue()).isTrue();
        assertThat(tool.at("/inputSchema/x-kept").booleanValue()).isTrue();
        assertThat(result.path("ttlMs").intValue()).isEqualTo(60_000);
        assertThat(result.path("cacheScope").stringValue()).isEqualTo("private");
    }

    @Test
    void callReachesTheServiceAndComesBackWhole() {
        WireReply reply = client.call("get_current_schedule", "{\"at\": \"now\", \"x-unknown\": [1.5, null]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        JsonNode result = reply.result();
        assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
        assertThat(result.at("/structuredContent/text").stringValue()).isEqualTo("on call: Ana");
        assertThat(result.path("x-future").stringValue()).isEqualTo("kept");
        assertThat(result.at("/_meta/com.example~1kept").booleanValue()).isTrue();
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").stringValue())
                .isEqualTo("watchbill");
        UpstreamFake.Received sent = gateway.schedule().calls().getLast();
        assertThat(sent.params().path("arguments").toString()).isEqualTo("{\"at\":\"now\",\"x-unknown\":[1.5,null]}");
    }

    @Test
    void callCarriesIdTraceAndTheClientsContext() {
        ObjectNode params = client.callParams("get_current_schedule", "{}");
        params.putObject(META)
                .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .put("org.watchbill/callId", "forged")
                .put("progressToken", 1)
                .put("com.example/kept", "yes")
                .putObject("io.modelcontextprotocol/clientInfo")
                .put("name", "test")
                .put("version", "1");
        client.send("tools/call", params);

        JsonNode meta = gateway.schedule().calls().getLast().meta();
        assertThat(meta.path("org.watchbill/callId").stringValue())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(meta.path("traceparent").stringValue())
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01");
        assertThat(meta.path("com.example/kept").stringValue()).isEqualTo("yes");
        assertThat(meta.at("/io.modelcontextprotocol~1clientInfo/name").stringValue())
                .isEqualTo("test");
        assertThat(meta.path(CAPABILITIES).toString()).isEqualTo("{}");
        assertThat(meta.path("progressToken").intValue()).isEqualTo(1);
    }

    @Test
    void everyCallHasItsOwnId() {
        client.call("get_current_schedule", "{}");
        client.call("get_current_schedule", "{}");

        assertThat(gateway.schedule().calls().stream()
                        .map(call -> call.meta().path("org.watchbill/callId").stringValue()))
                .doesNotHaveDuplicates();
    }

    @Test
    void namesBeyondAsciiTravelAsBase64() {
        ObjectNode params = Json.object().put("name", "dienst_für");
        Map<String, String> headers = client.headers("prompts/get", params);
        headers.put("Mcp-Name", "=?base64?ZGllbnN0X2bDvHI=?=");

        WireReply reply = client.send(client.message(1, "prompts/get", params), headers);

        assertThat(reply.result().at("/messages/0/content/text").stringValue()).isEqualTo("ok");
        assertThat(gateway.schedule().received("prompts/get").getLast().headers())
                .containsEntry("Mcp-Name", "=?base64?ZGllbnN0X2bDvHI=?=");
    }

    @Test
    void n13RefusesAVersionHeaderThatDiffers() {
        assertRefused(Map.of("MCP-Protocol-Version", "2025-11-25"), 400, -32020);
    }

    @Test
    void n14RefusesAVersionThatIsNotServed() {
        ObjectNode message = client.message(3, "tools/list", Json.object());
        ((ObjectNode) message.at("/params/_meta")).put(VERSION, "2099-01-01");
        Map<String, String> headers = client.headers("tools/list", Json.object());
        headers.put("MCP-Protocol-Version", "2099-01-01");

        WireReply reply = client.send(message, headers);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32022);
        assertThat(reply.json().at("/error/data").toString())
                .isEqualTo("{\"supported\":[\"2026-07-28\"],\"requested\":\"2099-01-01\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "=?base64?Z2V0X2N1?=", "=?base64?!?=", "GET_CURRENT_SCHEDULE"})
    void n15RefusesANameThatDiffers(String name) {
        assertRefused(Map.of("Mcp-Name", name), 400, -32020);
    }

    @Test
    void n15RefusesAMethodThatDiffers() {
        assertRefused(Map.of("Mcp-Method", "tools/list"), 400, -32020);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"})
    void refusesAMissingHeader(String name) {
        ObjectNode params = client.callParams("get_current_schedule", "{}");
        Map<String, String> headers = client.headers("tools/call", params);
        headers.remove(name);

        WireReply reply = client.send(client.message(5, "tools/call", params), headers);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32020);
        assertThat(reply.json().path("id").intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "tasks/list",
                "tasks/result",
                "no/such/method"
            })
    void n16HasNoOtherMethods(String method) {
        WireReply reply = client.send(method, Json.object());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.errorCode()).isEqualTo(-32601);
    }

    @ParameterizedTest
    @CsvSource({VERSION + ",7", CAPABILITIES + ",7", CAPABILITIES + ","})
    void n17RefusesAnIncompleteEnvelope(String key, Integer value) {
        ObjectNode message = client.message(4, "tools/list", Json.object());
        ObjectNode meta = (ObjectNode) message.at("/params/_meta");
        meta.remove(key);
        if (value != null) {
            meta.put(key, value);
        }

        WireReply reply = client.send(message, client.headers("tools/list", Json.object()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.json().at("/error/message").stringValue()).contains(key);
    }

    @Test
    void n17RefusesAModernHeaderWithoutEnvelope() {
        ObjectNode message = ToolAnswers.json("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/list\"}");

        WireReply reply = client.send(message, client.headers("tools/list", Json.object()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.json().at("/error/message").stringValue()).contains(VERSION, CAPABILITIES);
    }

    @Test
    void n19AThousandCallsWithOneIdEachGetTheirOwnAnswer() {
        Map<Integer, String> answers = new ConcurrentHashMap<>();
        try (ExecutorService crowd = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 1000; i++) {
                int n = i;
                crowd.execute(() -> answers.put(
                        n,
                        client.call("echo", "{\"n\": " + n + "}")
                                .result()
                                .at("/structuredContent/text")
                                .stringValue()));
            }
        }
        assertThat(answers)
                .hasSize(1000)
                .allSatisfy((n, text) -> assertThat(text).isEqualTo(String.valueOf(n)));
    }

    @Test
    void ignoresSessionHeadersAndMintsNone() {
        Map<String, String> headers = client.headers("server/discover", Json.object());
        headers.put("Mcp-Session-Id", "anything");
        headers.put("Last-Event-ID", "1");

        WireReply reply = client.send(client.message(1, "server/discover", Json.object()), headers);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Mcp-Session-Id")).isEmpty();
    }

    @Test
    void acceptsNotificationsWithoutAnAnswer() {
        WireReply reply = client.post(
                client.headers("notifications/cancelled", Json.object()),
                Json.bytes(ToolAnswers.json("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}")));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{\"name\":\"no_such_tool\"}", "{\"name\":\"echo\",\"arguments\":[]}"})
    void malformedCallsAreInBandErrors(String paramsJson) {
        WireReply reply = client.send("tools/call", ToolAnswers.json(paramsJson));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
    }

    @Test
    void thereIsOnlyOnePage() {
        assertThat(client.send("tools/list", Json.object().put("cursor", "")).errorCode())
                .isEqualTo(-32602);
    }

    private void assertRefused(Map<String, String> changed, int status, int code) {
        ObjectNode params = client.callParams("get_current_schedule", "{}");
        Map<String, String> headers = client.headers("tools/call", params);
        headers.putAll(changed);

        WireReply reply = client.send(client.message(9, "tools/call", params), headers);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(code);
        assertThat(reply.json().path("id").intValue()).isEqualTo(9);
    }
}
