package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

class ResourcesTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");

    private static EntryServer server;
    private static McpCalls calls;

    @BeforeAll
    static void start() {
        server = EntryServer.start(TestDatabase.H2);
        calls = server.as(ANA);
        calls.call("touch_entry", Map.of("title", "Bed linen"));
        calls.call("touch_entry", Map.of("title", "Towels"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsPlainResourcesAndTemplatesApart() {
        JsonNode resources = calls.send("resources/list", Json.object()).result();
        JsonNode templates =
                calls.send("resources/templates/list", Json.object()).result();

        assertThat(resources
                        .path("resources")
                        .valueStream()
                        .map(resource -> resource.path("uri").stringValue()))
                .containsExactly("entry://all", "entry://broken", "entry://fixed", "entry://judged", "entry://refused");
        assertThat(resources.at("/resources/3").toString())
                .isEqualTo("{\"uri\":\"entry://judged\",\"name\":\"name of entry://judged\",\"title\":\"The title\","
                        + "\"description\":\"What it holds\",\"mimeType\":\"text/plain\","
                        + "\"_meta\":{\"org.watchbill/policy\":{\"scope\":\"requests:approve\",\"admin_only\":true}}}");
        assertThat(templates.at("/resourceTemplates").toString())
                .isEqualTo("[{\"uriTemplate\":\"entry://titled/{title}\",\"name\":\"name of entry://titled/{title}\","
                        + "\"title\":\"The title\",\"description\":\"What it holds\",\"mimeType\":\"text/plain\","
                        + "\"_meta\":{\"org.watchbill/policy\":{\"scope\":\"schedule:read\",\"admin_only\":false}}}]");
        assertThat(resources.path("ttlMs").intValue()).isEqualTo(60_000);
        assertThat(templates.path("cacheScope").stringValue()).isEqualTo("private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources/list", "resources/templates/list"})
    void aCursorThatWasNeverIssuedIsRefused(String method) {
        assertThat(calls.send(method, Json.object().put("cursor", "x")).errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void readsAPlainResource() {
        McpReply reply = calls.read("entry://all");

        assertThat(reply.result().path("contents").toString())
                .isEqualTo("[{\"uri\":\"entry://all\",\"mimeType\":\"text/plain\",\"text\":\"Bed linen\\nTowels\"}]");
        assertThat(reply.result().path("resultType").stringValue()).isEqualTo("complete");
        assertThat(reply.result().path("ttlMs").toString()).isEqualTo("0");
        assertThat(reply.result().path("cacheScope").stringValue()).isEqualTo("private");
    }

    @Test
    void readsByTemplate() {
        McpReply reply = calls.read("entry://titled/Bed%20linen");

        assertThat(reply.result().path("contents").toString())
                .isEqualTo("[{\"uri\":\"entry://titled/Bed%20linen\",\"mimeType\":\"text/plain\","
                        + "\"text\":\"Bed linen\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry://nothing",
                "entry://ALL",
                "entry://titled/Curtains",
                "entry://titled/",
                "entry://titled/a/b",
                "entry://titled/{title}",
                "file:///etc/passwd",
                "..",
                ""
            })
    void aResourceThatDoesNotExistIsAnErrorWithItsUri(String uri) {
        McpReply reply = calls.read(uri);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(error(reply))
                .isEqualTo(
                        "{\"code\":-32602,\"message\":\"There is no such resource\",\"data\":{\"code\":\"not_found\","
                                + "\"retryable\":false,\"uri\":\"" + uri + "\"}}");
    }

    @Test
    void aVeryLongUriDoesNotExist() {
        assertThat(calls.read("entry://titled/" + "x".repeat(2000)).errorCode()).isEqualTo(-32602);
    }

    @Test
    void theNameHeaderMirrorsTheUri() {
        byte[] body = Json.bytes(calls.request("resources/read", Json.object().put("uri", "entry://all")));

        McpReply other = calls.post(headers("entry://fixed"), body);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.errorCode()).isEqualTo(-32020);
        assertThat(calls.post(headers("entry://all"), body).errorCode()).isZero();
    }

    @Test
    void aReadWithoutUriIsRefused() {
        byte[] body = Json.bytes(calls.request("resources/read", Json.object()));

        assertThat(calls.post(headers(""), body).errorCode()).isEqualTo(-32602);
    }

    @Test
    void aMissingScopeIsNamed() {
        McpReply reply = server.as(Scopes.only(ANA, "profile:read")).read("entry://titled/Towels");

        assertThat(error(reply))
                .isEqualTo("{\"code\":-31000,\"message\":\"The token lacks the scope schedule:read\","
                        + "\"data\":{\"code\":\"insufficient_scope\",\"retryable\":false,"
                        + "\"org.watchbill/requiredScope\":\"schedule:read\"}}");
    }

    @Test
    void theRoleComesBeforeTheScope() {
        assertThat(calls.read("entry://judged").body().at("/error/data/code").stringValue())
                .isEqualTo("forbidden_role");
        assertThat(server.as(TestTokens.admin()).read("entry://judged").errorCode())
                .isZero();
    }

    @Test
    void aRefusalKeepsItsCodeAndTheUri() {
        assertThat(error(calls.read("entry://refused")))
                .isEqualTo("{\"code\":-31000,\"message\":\"Not today\",\"data\":{\"code\":\"forbidden_role\","
                        + "\"retryable\":false,\"uri\":\"entry://refused\"}}");
    }

    @Test
    void anUnexpectedFailureShowsNoDetail() {
        McpReply reply = calls.read("entry://broken");

        assertThat(reply.errorCode()).isEqualTo(-32603);
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).doesNotContain("secret");
    }

    private static Map<String, String> headers(String name) {
        return Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "resources/read", "Mcp-Name", name);
    }

    private static String error(McpReply reply) {
        return reply.body().path("error").toString();
    }
}
