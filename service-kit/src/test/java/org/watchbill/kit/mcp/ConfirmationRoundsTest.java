package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

class ConfirmationRoundsTest {

    private static final Map<String, Object> LINEN = Map.of("title", "Linen");

    private final EntryServer server = EntryServer.start(TestDatabase.H2);
    private final Caller ana = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    private final McpCalls calls = server.as(ana);
    private final McpCalls asking = calls.withElicitation();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksBeforeItWritesAndTheAskingRoundLeavesNoRow() {
        McpReply asked = asking.call("remove_entry", LINEN);

        assertThat(asked.isAsking()).isTrue();
        assertThat(asked.result().at("/inputRequests/confirm").toString())
                .isEqualTo("{\"method\":\"elicitation/create\",\"params\":{\"mode\":\"form\","
                        + "\"message\":\"Add the entry Linen?\",\"requestedSchema\":{\"type\":\"object\","
                        + "\"properties\":{\"confirm\":{\"type\":\"boolean\",\"title\":\"Confirm\","
                        + "\"description\":\"Add the entry Linen?\"}},\"required\":[\"confirm\"]}}}");
        assertThat(server.tools.titles()).isEmpty();
        assertThat(server.audited()).isEmpty();

        McpReply done = asking.retry(asked, "remove_entry", LINEN, true);

        assertThat(done.value().path("title").stringValue()).isEqualTo("Linen");
        assertThat(server.tools.titles()).containsExactly("Linen");
        auditedOnce("success", "");
    }

    @Test
    void theCallKeepsTheIdOfItsFirstRound() {
        UUID callId = UUID.randomUUID();
        McpReply asked = asking.call(callId, "remove_entry", LINEN);

        asking.retry(asked, "remove_entry", LINEN, true);

        assertThat(server.audited().getFirst().path("event_id").stringValue()).isEqualTo(callId.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"accept\",\"content\":{\"confirm\":false}}",
                "{\"action\":\"accept\",\"content\":{\"confirm\":\"true\"}}",
                "{\"action\":\"accept\",\"content\":{}}",
                "{\"action\":\"accept\"}",
                "{\"action\":\"decline\"}",
                "{\"action\":\"decline\",\"content\":{\"confirm\":true}}",
                "{\"action\":\"cancel\"}"
            })
    void anythingButAYesIsANo(String answer) {
        McpReply asked = asking.call("add_entry", LINEN);

        McpReply reply = asking.retry(asked, "add_entry", LINEN, object(answer));

        assertThat(reply.refusalCode()).isEqualTo("not_confirmed");
        assertThat(server.tools.titles()).isEmpty();
        auditedOnce("declined", "not_confirmed");
    }

    @Test
    void aNoIsFinalForItsState() {
        McpReply asked = asking.call("add_entry", LINEN);
        asking.retry(asked, "add_entry", LINEN, false);

        McpReply reply = asking.retry(asked, "add_entry", LINEN, true);

        assertThat(reply.refusalCode()).isEqualTo("not_confirmed");
        assertThat(server.tools.titles()).isEmpty();
        assertThat(server.audited()).hasSize(1);
    }

    @Test
    void anUnknownActionBreaksTheProtocol() {
        McpReply asked = asking.call("add_entry", LINEN);

        McpReply reply = asking.retry(asked, "add_entry", LINEN, object("{\"action\":\"maybe\"}"));

        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(server.audited()).isEmpty();
    }

    @Test
    void aMissingAnswerIsAskedForAgain() {
        McpReply asked = asking.call("add_entry", LINEN);
        ObjectNode parameters =
                asking.parameters(UUID.randomUUID(), "add_entry", LINEN).put("requestState", asked.requestState());

        McpReply again = asking.send("tools/call", parameters);

        assertThat(again.isAsking()).isTrue();
        assertThat(asking.retry(again, "add_entry", LINEN, true)
                        .value()
                        .path("title")
                        .stringValue())
                .isEqualTo("Linen");
        auditedOnce("success", "");
    }

    @Test
    void anAnswerWithoutStateIsNoAnswer() {
        ObjectNode parameters = asking.parameters(UUID.randomUUID(), "remove_entry", LINEN);
        parameters.putObject("inputResponses").set("confirm", yes());

        assertThat(asking.send("tools/call", parameters).isAsking()).isTrue();
        assertThat(server.tools.titles()).isEmpty();
    }

    @Test
    void withoutAWayToAskAnAlwaysToolIsRefusedAndAnAskToolGoesOn() {
        assertThat(calls.call("remove_entry", LINEN).refusalCode()).isEqualTo("confirmation_failed");
        auditedOnce("declined", "confirmation_failed");
        assertThat(server.tools.titles()).isEmpty();

        assertThat(calls.call("add_entry", LINEN).value().path("position").intValue())
                .isOne();
        assertThat(server.tools.previews).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"form\":{}}", "{\"form\":{},\"url\":{}}"})
    void aClientThatCanShowFormsIsAsked(String elicitation) {
        assertThat(callAs(elicitation).isAsking()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"url\":{}}", "{\"form\":true}"})
    void aClientThatCannotShowFormsIsNotAsked(String elicitation) {
        assertThat(callAs(elicitation).refusalCode()).isEqualTo("confirmation_failed");
    }

    @Test
    void whatCannotSucceedIsNotAskedFor() {
        McpReply reply = asking.call("remove_entry", Map.of("title", "hopeless"));

        assertThat(reply.refusalCode()).isEqualTo("not_found");
        auditedOnce("invalid", "not_found");
        assertThat(server.audited().getFirst().at("/target/type").stringValue()).isEqualTo("shelf");
    }

    @Test
    void n34ABadStateBreaksTheProtocolAndDoesNothing() {
        McpReply asked = asking.call("remove_entry", LINEN);
        ObjectNode parameters = asking.parameters(UUID.randomUUID(), "remove_entry", LINEN);
        parameters.putObject("inputResponses").set("confirm", yes());

        parameters.put("requestState", asked.requestState().substring(1) + "A");
        assertThat(asking.send("tools/call", parameters).errorCode()).isEqualTo(-32602);
        parameters.put("requestState", 7);
        assertThat(asking.send("tools/call", parameters).errorCode()).isEqualTo(-32602);
        assertThat(server.tools.titles()).isEmpty();
        assertThat(server.audited()).isEmpty();
    }

    @Test
    void n34n36AStateServesNoOtherCallerToolOrArguments() {
        McpReply asked = asking.call("remove_entry", LINEN);
        McpCalls ben =
                server.as(TestTokens.member("Ben Okafor", "ben@harbor.example")).withElicitation();

        assertThat(ben.retry(asked, "remove_entry", LINEN, true).errorCode()).isEqualTo(-32602);
        assertThat(asking.retry(asked, "add_entry", LINEN, true).errorCode()).isEqualTo(-32602);
        assertThat(asking.retry(asked, "remove_entry", Map.of("title", "Towels"), true)
                        .errorCode())
                .isEqualTo(-32602);
        assertThat(server.tools.titles()).isEmpty();
        assertThat(server.audited()).isEmpty();
    }

    @Test
    void n34AStateEndsAfterTenMinutes() {
        McpReply asked = asking.call("remove_entry", LINEN);

        server.time.advance(Duration.ofMinutes(10));

        assertThat(asking.retry(asked, "remove_entry", LINEN, true).errorCode()).isEqualTo(-32602);
        assertThat(server.audited()).isEmpty();
    }

    @Test
    void n36RightsAreCheckedAgainAfterTheAnswer() {
        McpReply asked = asking.call("remove_entry", LINEN);

        McpReply reply =
                server.as(with(ana, "schedule:read")).withElicitation().retry(asked, "remove_entry", LINEN, true);

        assertThat(reply.refusalCode()).isEqualTo("insufficient_scope");
        auditedOnce("denied", "insufficient_scope");
    }

    @ParameterizedTest
    @EnumSource
    void n35ManyReplaysOfOneStateHaveOneEffect(TestDatabase kind) throws Exception {
        try (EntryServer other = EntryServer.start(kind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            McpCalls client = other.as(ana).withElicitation();
            McpReply asked = client.call("remove_entry", LINEN);
            List<Callable<McpReply>> replays = IntStream.range(0, 50)
                    .mapToObj(i -> (Callable<McpReply>) () -> client.retry(asked, "remove_entry", LINEN, true))
                    .toList();

            List<String> answers = new ArrayList<>();
            for (Future<McpReply> replay : threads.invokeAll(replays)) {
                answers.add(replay.get().value().toString());
            }

            assertThat(new HashSet<>(answers)).containsExactly("{\"title\":\"Linen\",\"position\":1}");
            assertThat(other.tools.titles()).containsExactly("Linen");
            assertThat(other.audited()).hasSize(1);
        }
    }

    private McpReply callAs(String elicitation) {
        ObjectNode body = calls.request("tools/call", calls.parameters(UUID.randomUUID(), "remove_entry", LINEN));
        ((ObjectNode) body.at("/params/_meta/io.modelcontextprotocol~1clientCapabilities"))
                .set("elicitation", object(elicitation));
        return calls.post(
                Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "remove_entry"),
                Json.bytes(body));
    }

    private void auditedOnce(String outcome, String code) {
        assertThat(server.audited()).singleElement().satisfies(event -> {
            assertThat(event.path("outcome").stringValue()).isEqualTo(outcome);
            assertThat(event.path("code").stringValue("")).isEqualTo(code);
        });
    }

    private static ObjectNode yes() {
        return object("{\"action\":\"accept\",\"content\":{\"confirm\":true}}");
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Caller with(Caller caller, String scope) {
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
