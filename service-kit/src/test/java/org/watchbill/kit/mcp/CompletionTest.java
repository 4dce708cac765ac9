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
import tools.jackson.databind.node.ObjectNode;

class CompletionTest {

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
    void completesForTheCallerWithTheOtherArguments() {
        McpReply reply = calls.complete("sort_entries", "order", "ti", Map.of("note", "quick"));

        assertThat(reply.result().path("completion").toString())
                .isEqualTo("{\"values\":[\"ti/quick/Ana Ruiz\"],\"total\":1,\"hasMore\":false}");
        assertThat(reply.result().path("resultType").stringValue()).isEqualTo("complete");
        assertThat(reply.result().has("ttlMs")).isFalse();
    }

    @Test
    void theContextMayBeMissing() {
        ObjectNode parameters = Json.object();
        parameters.putObject("ref").put("type", "ref/prompt").put("name", "sort_entries");
        parameters.putObject("argument").put("name", "order").put("value", "");

        assertThat(calls.send("completion/complete", parameters)
                        .result()
                        .at("/completion/values/0")
                        .stringValue())
                .isEqualTo("/none/Ana Ruiz");
    }

    @Test
    void sendsAHundredValuesAtMost() {
        JsonNode completion = calls.complete("entry://titled/{title}", "title", "x", Map.of())
                .result()
                .path("completion");

        assertThat(completion.path("values")).hasSize(100);
        assertThat(completion.at("/values/99").stringValue()).isEqualTo("x100");
        assertThat(completion.path("total").intValue()).isEqualTo(120);
        assertThat(completion.path("hasMore").booleanValue()).isTrue();
    }

    @Test
    void anArgumentWithoutSuggestionsHasNone() {
        assertThat(calls.complete("sort_entries", "note", "x", Map.of())
                        .result()
                        .path("completion")
                        .toString())
                .isEqualTo("{\"values\":[],\"total\":0,\"hasMore\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'ref':{'type':'ref/prompt','name':'nothing'},'argument':{'name':'order','value':''}}",
                "{'ref':{'type':'ref/other','name':'sort_entries'},'argument':{'name':'order','value':''}}",
                "{'ref':{'type':'ref/prompt','uri':'sort_entries'},'argument':{'name':'order','value':''}}",
                "{'ref':{'type':'ref/resource','uri':'entry://titled/x'},'argument':{'name':'title','value':''}}",
                "{'ref':{'type':'ref/resource','uri':'entry://all'},'argument':{'name':'title','value':''}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'},'argument':{'name':'nothing','value':''}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'},'argument':{'name':'order'}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'},'argument':{'name':'order','value':7}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'},'argument':{'name':'order','value':'\\u0000'}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'},'argument':{'name':'order','value':''},"
                        + "'context':{'arguments':[]}}",
                "{'ref':{'type':'ref/prompt','name':'sort_entries'},'argument':{'name':'order','value':''},"
                        + "'context':{'arguments':{'note':7}}}"
            })
    void refusesWhatMakesNoSense(String parameters) {
        byte[] json = parameters.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        McpReply reply = calls.send("completion/complete", (ObjectNode) Json.parse(json));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
    }

    @Test
    void refusesALongValue() {
        assertThat(calls.complete("sort_entries", "order", "x".repeat(1001), Map.of())
                        .errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void whoMayNotUseItGetsNoSuggestions() {
        McpReply reply =
                server.as(Scopes.only(ANA, "profile:read")).complete("entry://titled/{title}", "title", "", Map.of());

        assertThat(reply.errorCode()).isEqualTo(-31000);
        assertThat(reply.body().at("/error/data/org.watchbill~1requiredScope").stringValue())
                .isEqualTo("schedule:read");
        assertThat(calls.complete("judge_entries", "order", "", Map.of())
                        .body()
                        .at("/error/data/code")
                        .stringValue())
                .isEqualTo("forbidden_role");
    }
}
