package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PromptsTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");

    private static EntryServer server;
    private static McpCalls calls;

    @BeforeAll
    static void start() {
        server = EntryServer.start(TestDatabase.H2);
        calls = server.as(ANA);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsThePromptsInOrderWithTheirPolicy() {
        McpReply reply = calls.send("prompts/list", Json.object());

        assertThat(reply.result()
                        .path("prompts")
                        .valueStream()
                        .map(prompt -> prompt.path("name").stringValue()))
                .containsExactly("fail", "judge_entries", "sort_entries");
        assertThat(reply.result().at("/prompts/1").toString())
                .isEqualTo("{\"name\":\"judge_entries\",\"title\":\"The title of judge_entries\","
                        + "\"description\":\"What judge_entries does\",\"arguments\":["
                        + "{\"name\":\"order\",\"title\":\"Order\",\"description\":\"By what to sort\",\"required\":true},"
                        + "{\"name\":\"note\",\"title\":\"Note\",\"description\":\"Anything else\",\"required\":false}],"
                        + "\"_meta\":{\"org.watchbill/policy\":{\"scope\":\"requests:approve\",\"admin_only\":true}}}");
        assertThat(reply.result().path("ttlMs").intValue()).isEqualTo(60_000);
        assertThat(reply.result().path("cacheScope").stringValue()).isEqualTo("private");
        assertThat(calls.send("prompts/list", Json.object().put("cursor", "")).errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void fillsAPromptForItsCaller() {
        McpReply reply = calls.prompt("sort_entries", Map.of("order", " title ", "note", ""));

        assertThat(reply.result().path("resultType").stringValue()).isEqualTo("complete");
        assertThat(reply.result().path("description").stringValue()).isEqualTo("What sort_entries does");
        assertThat(reply.result().path("messages").toString())
                .isEqualTo("[{\"role\":\"user\",\"content\":{\"type\":\"text\","
                        + "\"text\":\"Sort the entries of Ana Ruiz: {order=title}\"}},"
                        + "{\"role\":\"user\",\"content\":{\"type\":\"resource\",\"resource\":{\"uri\":\"entry://all\","
                        + "\"mimeType\":\"text/plain\",\"text\":\"one\\ntwo\"}}}]");
        assertThat(reply.result().has("ttlMs")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                   | order
            {"order":""}                         | order
            {"order":" "}                        | order
            {"order":7}                          | order
            {"order":null}                       | order
            {"order":"a\\u0000"}                 | order
            {"order":"a\\u202eb"}                | order
            {"order":"a","note":["b"]}           | note
            {"order":"a","other":"b"}            | other
            []                                   | arguments
            """)
    void refusesArgumentsByName(String arguments, String field) {
        McpReply reply = get("sort_entries", arguments);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.body().at("/error/data").toString())
                .isEqualTo("{\"code\":\"invalid_argument\",\"retryable\":false,\"field\":\"" + field + "\"}");
    }

    @Test
    void refusesALongArgument() {
        assertThat(calls.prompt("sort_entries", Map.of("order", "x".repeat(1000)))
                        .errorCode())
                .isZero();
        assertThat(calls.prompt("sort_entries", Map.of("order", "x".repeat(1001)))
                        .errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void anUnknownPromptIsAnErrorInBand() {
        McpReply reply = calls.prompt("no_such_prompt", Map.of());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(calls.send("prompts/get", Json.object()).errorCode()).isEqualTo(-32020);
    }

    @Test
    void theNameHeaderMirrorsThePrompt() {
        ObjectNode parameters = Json.object().put("name", "sort_entries");
        byte[] body = Json.bytes(calls.request("prompts/get", parameters));
        Map<String, String> headers = Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "prompts/get");

        McpReply reply = calls.post(headers, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32020);
    }

    @Test
    void aMissingScopeIsNamed() {
        McpReply reply = server.as(Scopes.only(ANA, "profile:read")).prompt("sort_entries", Map.of());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(error(reply))
                .isEqualTo("{\"code\":-31000,\"message\":\"The token lacks the scope schedule:read\","
                        + "\"data\":{\"code\":\"insufficient_scope\",\"retryable\":false,"
                        + "\"org.watchbill/requiredScope\":\"schedule:read\"}}");
    }

    @Test
    void theRoleComesBeforeTheScope() {
        McpReply reply = server.as(Scopes.only(ANA, "profile:read")).prompt("judge_entries", Map.of());

        assertThat(error(reply))
                .isEqualTo("{\"code\":-31000,\"message\":\"Only an administrator of the organisation may use this\","
                        + "\"data\":{\"code\":\"forbidden_role\",\"retryable\":false}}");
    }

    @Test
    void anUnexpectedFailureShowsNoDetail() {
        int before = server.loggedFailures();
        McpReply reply = calls.prompt("fail", Map.of("order", "a"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(error(reply)).isEqualTo("{\"code\":-32603,\"message\":\"The request failed inside the service\"}");
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).doesNotContain("secret");
        assertThat(server.loggedFailures()).isEqualTo(before + 1);
    }

    private static McpReply get(String name, String arguments) {
        ObjectNode parameters = Json.object().put("name", name);
        JsonNode tree = Json.parse(arguments.getBytes(StandardCharsets.UTF_8));
        parameters.set("arguments", tree);
        return calls.send("prompts/get", parameters);
    }

    private static String error(McpReply reply) {
        return reply.body().path("error").toString();
    }
}
