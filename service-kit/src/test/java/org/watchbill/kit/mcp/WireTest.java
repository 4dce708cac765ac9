package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

class WireTest {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String DISCOVER =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + META + "}}";

    private static EntryServer server;
    private static McpCalls calls;

    @BeforeAll
    static void start() {
        server = EntryServer.start(TestDatabase.H2);
        calls = server.as(TestTokens.admin());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void discoversTheServer() {
        McpReply reply = post(DISCOVER, headers("server/discover"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).contains("application/json");
        assertThat(reply.body().toString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\","
                        + "\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{},\"prompts\":{},"
                        + "\"resources\":{\"subscribe\":true},\"completions\":{}},"
                        + "\"instructions\":\"Keeps entries.\",\"ttlMs\":60000,\"cacheScope\":\"private\","
                        + "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":"
                        + "{\"name\":\"ledger-service\",\"title\":\"Ledger\",\"version\":\"1.2.3\"}}}}");
    }

    @Test
    void listsTheToolsInOrderWithTheirPolicy() {
        McpReply reply = calls.list();

        assertThat(reply.result()
                        .path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").stringValue()))
                .containsExactly(
                        "add_entry", "approve_entry", "find_entries", "remove_entry", "rename_entry", "touch_entry");
        assertThat(reply.result().at("/tools/1/_meta").toString())
                .isEqualTo("{\"org.watchbill/policy\":{\"scope\":\"requests:approve\",\"admin_only\":true,"
                        + "\"confirm\":\"always\",\"toolset\":\"entries\"}}");
        assertThat(reply.result().at("/tools/2/annotations").toString())
                .isEqualTo("{\"readOnlyHint\":true,\"destructiveHint\":false,\"idempotentHint\":true,"
                        + "\"openWorldHint\":false}");
        assertThat(reply.result().path("ttlMs").intValue()).isEqualTo(60_000);
        assertThat(reply.result().path("cacheScope").stringValue()).isEqualTo("private");
        assertThat(reply.result().has("nextCursor")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\"", "\"\"", "9007199254740993", "1.5", "-1"})
    void answersWithTheIdOfTheRequest(String id) {
        McpReply reply = post(DISCOVER.replace("\"id\":1", "\"id\":" + id), headers("server/discover"));

        assertThat(reply.body().path("id").toString()).isEqualTo(id);
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"jsonrpc"                                                             | -32700
            {"jsonrpc":"2.0","id":1,"id":2,"method":"server/discover","params":{}} | -32700
            {} {}                                                                  | -32700
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"n":1e999}} | -32700
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"n":"\\ud800"}} | -32700
            []                                                                     | -32600
            [{"jsonrpc":"2.0","id":1,"method":"server/discover"}]                  | -32600
            "text"                                                                 | -32600
            {"id":1,"method":"server/discover","params":{}}                        | -32600
            {"jsonrpc":"1.0","id":1,"method":"server/discover","params":{}}        | -32600
            {"jsonrpc":"2.0","id":1,"params":{}}                                   | -32600
            {"jsonrpc":"2.0","id":1,"method":7,"params":{}}                        | -32600
            {"jsonrpc":"2.0","id":null,"method":"server/discover","params":{}}     | -32600
            {"jsonrpc":"2.0","id":{},"method":"server/discover","params":{}}       | -32600
            {"jsonrpc":"2.0","id":1,"result":{}}                                   | -32600
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":[]}        | -32602
            {"jsonrpc":"2.0","id":1,"method":"server/discover"}                    | -32602
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{}}} | -32602
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":7}} | -32602
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":7,"io.modelcontextprotocol/clientCapabilities":{}}}} | -32602
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}} | -32602
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}}} | -32602
            """)
    void refusesABrokenMessage(String body, int code) {
        assertError(post(body, headers("server/discover")), 400, code);
    }

    @Test
    void anErrorBeforeTheIdIsKnownHasNone() {
        assertThat(post("[", headers("server/discover")).body().has("id")).isFalse();
        assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":null}", headers("x"))
                        .body()
                        .has("id"))
                .isFalse();
        assertThat(post("{\"jsonrpc\":\"1.0\",\"id\":\"a\"}", headers("x"))
                        .body()
                        .path("id")
                        .stringValue())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "absent", textBlock = """
            absent     | server/discover
            2026-07-28 | absent
            absent     | absent
            2025-11-25 | server/discover
            2027-01-01 | server/discover
            2026-07-28 | tools/list
            2026-07-28 | Server/Discover
            """)
    void refusesHeadersThatDifferFromTheBody(String version, String method) {
        Map<String, String> headers = new HashMap<>();
        if (version != null) {
            headers.put("MCP-Protocol-Version", version);
        }
        if (method != null) {
            headers.put("Mcp-Method", method);
        }

        assertError(post(DISCOVER, headers), 400, -32020);
    }

    @Test
    void headerNamesHaveNoCaseAndValuesMayBePadded() {
        McpReply reply =
                post(DISCOVER, Map.of("mcp-protocol-VERSION", "  2026-07-28\t", "MCP-METHOD", " server/discover "));

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2027-01-01", "nonsense"})
    void refusesOtherVersions(String version) {
        McpReply reply = post(
                DISCOVER.replace("2026-07-28", version),
                Map.of("MCP-Protocol-Version", version, "Mcp-Method", "server/discover"));

        assertError(reply, 400, -32022);
        assertThat(reply.body().at("/error/data").toString())
                .isEqualTo("{\"supported\":[\"2026-07-28\"],\"requested\":\"" + version + "\"}");
    }

    @Test
    void anUnsupportedVersionComesBeforeAMissingHeaderAndAfterADifferingOne() {
        String body = DISCOVER.replace("2026-07-28", "2027-01-01");

        assertError(post(body, Map.of()), 400, -32022);
        assertError(post(body, Map.of("Mcp-Method", "tools/list")), 400, -32020);
    }

    @Test
    void aHandshakeOfAnEarlierRevisionIsToldTheVersion() {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}";

        assertError(post(body, Map.of("MCP-Protocol-Version", "2025-11-25")), 400, -32022);
        assertError(post(body, Map.of()), 400, -32602);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "tasks/get",
                "tools/Call"
            })
    void otherMethodsAreNotFound(String method) {
        assertError(post(DISCOVER.replace("server/discover", method), headers(method)), 404, -32601);
    }

    @Test
    void aNotificationIsAccepted() {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/anything\"}";

        McpReply reply = post(body, headers("notifications/anything"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.bytes()).isEmpty();
        assertError(post(body, Map.of()), 400, -32020);
        assertError(post(body, Map.of("MCP-Protocol-Version", "2025-11-25")), 400, -32022);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            find_entries                   | 200
            =?base64?ZmluZF9lbnRyaWVz?=    | 200
            Find_entries                   | 400
            =?base64?RmluZF9lbnRyaWVz?=    | 400
            =?base64?ZmluZF9lbnRyaWVz=?=   | 400
            =?base64?ZmluZF9lbnRyaWV?=     | 400
            =?base64?Zml-ZF9lbnRyaWVz?=    | 400
            =?base64?//79?=                | 400
            =?BASE64?ZmluZF9lbnRyaWVz?=    | 400
            =?base64?=                     | 400
            """)
    void theNameHeaderMirrorsTheTool(String header, int status) {
        McpReply reply = call("find_entries", header);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(status == 200 ? 0 : -32020);
    }

    @Test
    void aNameThatFitsNoHeaderComesEncoded() {
        McpReply reply = call("Über", "=?base64?w5xiZXI=?=");

        assertError(reply, 200, -32602);
    }

    @Test
    void aCallWithoutNameHeaderIsRefused() {
        ObjectNode parameters = calls.parameters(UUID.randomUUID(), "find_entries", Map.of());

        assertError(post(calls.request("tools/call", parameters).toString(), headers("tools/call")), 400, -32020);
        assertError(call("", "find_entries"), 400, -32020);
    }

    @Test
    void anUnknownToolIsAnErrorInBand() {
        assertError(call("no_such_tool", "no_such_tool"), 200, -32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"next\"", "7", "null"})
    void aCursorThatWasNeverIssuedIsRefused(String cursor) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":" + cursor + ","
                + META + "}}";

        assertError(post(body, headers("tools/list")), 200, -32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"org.watchbill/callId\":\"\",", "\"org.watchbill/callId\":\"1-1-1-1-1\","})
    void aCallWithoutItsIdIsRefused(String callId) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"touch_entry\","
                + META.replace("\"_meta\":{", "\"_meta\":{" + callId) + "}}";

        assertError(post(body, named("tools/call", "touch_entry")), 200, -32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arguments", "inputResponses"})
    void parametersOfTheWrongKindAreRefused(String member) {
        ObjectNode parameters = calls.parameters(UUID.randomUUID(), "find_entries", Map.of());
        parameters.putArray(member);

        assertError(calls.send("tools/call", parameters), 200, -32602);
    }

    @Test
    void missingArgumentsAreNone() {
        ObjectNode parameters =
                calls.parameters(UUID.randomUUID(), "find_entries", Map.of()).without(List.of("arguments"));

        assertThat(calls.send("tools/call", parameters).value().has("titles")).isTrue();
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        McpReply reply = new McpCalls(server.endpoint(), "").discover();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(reply.body().has("jsonrpc")).isFalse();
        assertThat(reply.body().path("code").stringValue()).isEqualTo("unauthenticated");
    }

    @Test
    void aBadTokenIsToldWhy() {
        for (String token : List.of(
                "garbage",
                server.tokens.token(TestTokens.admin(), "audit-service"),
                server.tokens.serviceToken("audit-service", EntryServer.AUDIENCE, "schedule:read"))) {
            McpReply reply = new McpCalls(server.endpoint(), token).discover();

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.headers().firstValue("www-authenticate").orElseThrow())
                    .startsWith("Bearer error=\"invalid_token\", error_description=\"The token ");
        }
    }

    @Test
    void aTokenIsJudgedBeforeTheMessage() {
        McpReply reply =
                new McpCalls(server.endpoint(), "garbage").post(Map.of(), "[".getBytes(StandardCharsets.UTF_8));

        assertThat(reply.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void onlyPostIsAllowed(String method) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint().toString()))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).contains("POST");
        }
    }

    private static McpReply call(String tool, String nameHeader) {
        ObjectNode parameters = calls.parameters(UUID.randomUUID(), tool, Map.of());
        return post(calls.request("tools/call", parameters).toString(), named("tools/call", nameHeader));
    }

    private static McpReply post(String body, Map<String, String> headers) {
        return calls.post(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String method) {
        return Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method);
    }

    private static Map<String, String> named(String method, String name) {
        Map<String, String> headers = new LinkedHashMap<>(headers(method));
        headers.put("Mcp-Name", name);
        return headers;
    }

    private static void assertError(McpReply reply, int status, int code) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(code);
        assertThat(reply.body().path("jsonrpc").stringValue()).isEqualTo("2.0");
        assertThat(Json.text(reply.body())).doesNotContain("Exception");
    }
}
