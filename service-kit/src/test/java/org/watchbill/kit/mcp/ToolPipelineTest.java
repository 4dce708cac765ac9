package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ToolPipelineTest {

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
    void aReadAnswersStructuredContentAndTheSameAsTextAndLeavesNoRow() {
        McpReply reply = calls.call("find_entries", Map.of("kind", "very_special", "limit", 5));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.value().toString())
                .isEqualTo("{\"titles\":[],\"read_at\":\"2026-03-02T09:00:00Z\",\"first_kind\":\"very_special\"}");
        assertThat(reply.result().at("/content/0/text").stringValue())
                .isEqualTo(reply.value().toString());
        assertThat(reply.result().path("resultType").stringValue()).isEqualTo("complete");
        assertThat(server.audited()).isEmpty();
    }

    @Test
    void refusedReadsLeaveNoRow() {
        assertThat(calls.call("find_entries", Map.of("prefix", "missing")).refusalCode())
                .isEqualTo("not_found");
        assertThat(calls.call("find_entries", Map.of("prefix", "thrown"))
                        .refusal()
                        .toString())
                .isEqualTo("{\"code\":\"invalid_argument\",\"message\":\"That prefix is not allowed\","
                        + "\"retryable\":false,\"field\":\"prefix\"}");
        assertThat(calls.call("find_entries", Map.of("limit", 51))
                        .refusal()
                        .path("field")
                        .stringValue())
                .isEqualTo("limit");
        assertThat(server.as(with(ana, "profile:read"))
                        .call("find_entries", Map.of())
                        .refusalCode())
                .isEqualTo("insufficient_scope");
        assertThat(server.audited()).isEmpty();
    }

    @Test
    void anUnexpectedFailureShowsNoDetail() {
        McpReply reply = calls.call("find_entries", Map.of("prefix", "boom"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.refusal().toString())
                .isEqualTo("{\"code\":\"internal\",\"message\":\"The call failed inside the service\","
                        + "\"retryable\":true}");
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).doesNotContain("secret detail");
        assertThat(server.loggedFailures()).isOne();
    }

    @Test
    void aMissingScopeComesBeforeArguments() {
        McpReply reply =
                server.as(with(TestTokens.admin(), "schedule:read")).call("approve_entry", Map.of("nonsense", 1));

        assertThat(reply.refusalCode()).isEqualTo("insufficient_scope");
        assertThat(reply.result().at("/_meta/org.watchbill~1requiredScope").stringValue())
                .isEqualTo("requests:approve");
        auditedOnce("denied", "insufficient_scope");
    }

    @Test
    void aWrongRoleComesBeforeAMissingScopeWhichNoConsentCouldGive() {
        McpReply reply = server.as(with(ana, "schedule:read")).call("approve_entry", Map.of("nonsense", 1));

        assertThat(reply.refusalCode()).isEqualTo("forbidden_role");
        assertThat(reply.result().at("/_meta/org.watchbill~1requiredScope").isMissingNode())
                .isTrue();
        auditedOnce("denied", "forbidden_role");
    }

    @Test
    void aWrongRoleComesBeforeArguments() {
        McpReply reply = calls.call("rename_entry", Map.of("nonsense", 1));

        assertThat(reply.refusalCode()).isEqualTo("forbidden_role");
        assertThat(reply.result().has("structuredContent")).isFalse();
        auditedOnce("denied", "forbidden_role");
    }

    @Test
    void badArgumentsNameTheFieldAndComeBeforeConfirmation() {
        McpReply reply = asking.call("remove_entry", Map.of("title", "x".repeat(201)));

        assertThat(reply.refusalCode()).isEqualTo("invalid_argument");
        assertThat(reply.refusal().path("field").stringValue()).isEqualTo("title");
        assertThat(server.tools.previews).hasValue(0);
        auditedOnce("invalid", "invalid_argument");
        assertThat(server.audited().getFirst().path("arguments").toString()).isEqualTo("{}");
    }

    @Test
    void argumentsThatFailTheCheckStayOutOfTheAuditLog() {
        McpReply reply = asking.call("remove_entry", Map.of("title", "a patient's name", "nonsense", 1));

        assertThat(reply.refusalCode()).isEqualTo("invalid_argument");
        auditedOnce("invalid", "invalid_argument");
        assertThat(server.audited().getFirst().path("arguments").toString()).isEqualTo("{}");
    }

    @Test
    void textThatHidesCharactersIsRefused() {
        McpReply reply = asking.call("remove_entry", Map.of("title", "Lin\u202een"));

        assertThat(reply.refusalCode()).isEqualTo("invalid_argument");
        assertThat(reply.refusal().path("field").stringValue()).isEqualTo("title");
        auditedOnce("invalid", "invalid_argument");
    }

    @Test
    void aWriteLeavesOneRowWithTheNamedArgumentsOnly() {
        UUID callId = UUID.fromString("0197a000-0000-7000-8000-00000000abcd");
        ObjectNode parameters = calls.parameters(callId, "touch_entry", Map.of("title", "Linen", "private_note", "hm"));
        parameters
                .withObjectProperty("_meta")
                .put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        McpReply reply = calls.send("tools/call", parameters);

        assertThat(reply.value().toString()).isEqualTo("{\"title\":\"Linen\",\"position\":1}");
        auditedOnce("success", "");
        JsonNode event = server.audited().getFirst();
        assertThat(event.path("arguments").toString()).isEqualTo("{\"title\":\"Linen\"}");
        assertThat(event.path("trace_id").stringValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(event.path("event_id").stringValue()).isEqualTo(callId.toString());
        assertThat(event.at("/actor/type").stringValue()).isEqualTo("mcp");
        assertThat(event.at("/actor/subject").stringValue()).isEqualTo(ana.subject());
        assertThat(event.at("/target/id").stringValue()).isEqualTo("Linen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"})
    void aMalformedTraceIsIgnored(String traceparent) {
        ObjectNode parameters = calls.parameters(UUID.randomUUID(), "touch_entry", LINEN);
        parameters.withObjectProperty("_meta").put("traceparent", traceparent);

        calls.send("tools/call", parameters);

        assertThat(server.audited().getFirst().has("trace_id")).isFalse();
    }

    @Test
    void aRefusalOfTheUseCaseCarriesTheCurrentState() {
        McpReply reply = calls.call("touch_entry", Map.of("title", "stale"));

        assertThat(reply.refusal().toString())
                .isEqualTo("{\"code\":\"version_conflict\",\"message\":\"The entry has changed\","
                        + "\"retryable\":false,\"current\":{\"version\":4}}");
        auditedOnce("conflict", "version_conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken write", "broken preview"})
    void aFailedWriteLeavesOneRow(String title) {
        McpReply reply = title.equals("broken write")
                ? calls.call("touch_entry", Map.of("title", title))
                : asking.call("add_entry", Map.of("title", title));

        assertThat(reply.refusalCode()).isEqualTo("internal");
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).doesNotContain("secret detail");
        assertThat(server.loggedFailures()).isOne();
        auditedOnce("error", "internal");
        assertThat(server.tools.titles()).isEmpty();
    }

    @Test
    void aRepeatedKeyIsAnsweredFromTheStoreWithoutAskingAgain() {
        Map<String, Object> keyed = Map.of("title", "Linen", "idempotency_key", "k1");
        McpReply first = asking.retry(asking.call("add_entry", keyed), "add_entry", keyed, true);

        McpReply second = asking.call("add_entry", keyed);

        assertThat(second.value()).isEqualTo(first.value());
        assertThat(server.tools.previews).hasValue(1);
        auditedOnce("success", "");
    }

    @Test
    void aRepeatedCallIdIsAnsweredFromTheStore() {
        UUID callId = UUID.randomUUID();
        McpReply first = calls.call(callId, "touch_entry", LINEN);

        assertThat(calls.call(callId, "touch_entry", LINEN).value()).isEqualTo(first.value());
        auditedOnce("success", "");
    }

    @Test
    void aKeyWithOtherArgumentsIsAConflict() {
        calls.call("touch_entry", Map.of("title", "Linen", "idempotency_key", "k1"));

        McpReply reply = calls.call("touch_entry", Map.of("title", "Towels", "idempotency_key", "k1"));

        assertThat(reply.refusalCode()).isEqualTo("conflict");
        assertThat(server.tools.titles()).containsExactly("Linen");
        assertThat(server.audited()).hasSize(2);
    }

    private void auditedOnce(String outcome, String code) {
        assertThat(server.audited()).singleElement().satisfies(event -> {
            assertThat(event.path("outcome").stringValue()).isEqualTo(outcome);
            assertThat(event.path("code").stringValue("")).isEqualTo(code);
        });
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
