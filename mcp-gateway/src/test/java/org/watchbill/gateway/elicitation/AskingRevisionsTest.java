package org.watchbill.gateway.elicitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a service may ask of clients, by the revision and what they declared at their handshake. */
class AskingRevisionsTest {

    private static final String YES = "{\"action\": \"accept\", \"content\": {\"confirm\": true}}";
    private static final String TOOL = "submit_coverage_request";
    private static final String SAMPLE = """
            {"role": "assistant", "content": {"type": "text", "text": "forty-two"}, "model": "m"}
            """;

    private final UpstreamFake service = ToolAnswers.schedule();
    private final RunningGateway gateway = new RunningGateway(service, Map.of());
    private final LegacyClient client = gateway.legacy();

    @BeforeEach
    void offer() {
        service.with(tool("samples"), params -> asks(params, "sampling/createMessage", """
                {"maxTokens": 10, "messages": [{"role": "user", "content": {"type": "text", "text": "?"}}]}
                """));
        service.with(tool("looks_around"), params -> asks(params, "roots/list", "{}"));
        service.with(tool("sends_link"), params -> asks(params, "elicitation/create", """
                {"mode": "url", "message": "Open", "url": "https://a.test/"}
                """));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2024-11-05 | {\"elicitation\":{}} | {}",
                "2025-03-26 | {\"elicitation\":{},\"roots\":{\"listChanged\":true},\"sampling\":{}} | {\"roots\":{},\"sampling\":{}}",
                "2025-06-18 | {\"elicitation\":{\"url\":{}},\"sampling\":{\"tools\":{}}} | {\"sampling\":{},\"elicitation\":{}}",
                "2025-11-25 | {\"elicitation\":{\"url\":{},\"x\":{}},\"sampling\":{\"tools\":{}}} |"
                        + " {\"sampling\":{\"tools\":{}},\"elicitation\":{\"url\":{}}}",
                "2025-11-25 | {\"elicitation\":{},\"tasks\":{},\"experimental\":{\"a\":{}}} | {\"elicitation\":{}}"
            })
    void servicesSeeWhatTheClientCanBeAsked(String revision, String declared, String seen) {
        client.initialize(revision, declared);
        client.call("get_current_schedule", "{}");

        assertThat(service.calls()
                        .getLast()
                        .meta()
                        .path("io.modelcontextprotocol/clientCapabilities")
                        .toString())
                .isEqualTo(seen);
    }

    @Test
    void aFormOfJune2025HasNoMode() {
        client.initialize("2025-06-18", "{\"elicitation\": {}}");
        try (EventReader events = client.open(TOOL, "{\"at\": \"Monday\"}")) {
            JsonNode question = events.next();
            client.schema().request(question);
            assertThat(question.path("params").propertyNames()).containsExactlyInAnyOrder("message", "requestedSchema");

            client.answer(question, YES);
            assertThat(events.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("request filed for Monday");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26"})
    void noFormsBeforeJune2025(String revision) {
        client.initialize(revision, "{\"elicitation\": {}}");

        WireReply reply = client.call(TOOL, "{\"at\": \"Monday\"}");

        assertThat(reply.result().at("/content/0/text").stringValue()).contains("request filed for Monday");
    }

    @ParameterizedTest
    @CsvSource({"2025-06-18", "2025-11-25"})
    void aLinkNeedsAClientThatTakesLinks(String revision) {
        client.initialize(revision, "{\"elicitation\": {}}");

        WireReply reply = client.call("sends_link", "{}");

        assertThat(reply.errorCode()).isEqualTo(-32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void modelsAreAskedInEveryRevision(String revision) {
        client.initialize(revision, "{\"sampling\": {}}");
        try (EventReader events = client.open("samples", "{}")) {
            JsonNode question = events.next();
            client.schema().request(question);
            assertThat(question.path("method").stringValue()).isEqualTo("sampling/createMessage");

            client.answer(question, SAMPLE);
            assertThat(text(events.next())).contains("forty-two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void rootsAreAskedForInEveryRevision(String revision) {
        client.initialize(revision, "{\"roots\": {}}");
        try (EventReader events = client.open("looks_around", "{}")) {
            JsonNode question = events.next();
            client.schema().request(question);
            client.answer(question, "{\"roots\": [{\"uri\": \"file:///home/ana\"}]}");

            assertThat(text(events.next())).contains("file:///home/ana");
        }
    }

    @Test
    void withoutTheCapabilityNothingIsAsked() {
        client.initialize("2025-11-25", "{\"elicitation\": {}}");

        assertThat(client.call("samples", "{}").errorCode()).isEqualTo(-32600);
        assertThat(client.call("looks_around", "{}").errorCode()).isEqualTo(-32600);
    }

    @Test
    void aModelThatFailsFailsTheCall() {
        client.initialize("2025-11-25", "{\"sampling\": {}}");
        try (EventReader events = client.open("samples", "{}")) {
            client.refuse(events.next());

            assertThat(events.next().at("/error/code").intValue()).isEqualTo(-32603);
        }
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void aModelThatNeverAnswersFailsTheCall() {
        client.initialize("2025-11-25", "{\"sampling\": {}}");
        try (EventReader events = client.open("samples", "{}")) {
            events.next();
            gateway.time().advance(Duration.ofMinutes(5));

            assertThat(events.next().path("method").stringValue()).isEqualTo("notifications/cancelled");
            assertThat(events.next().at("/error/code").intValue()).isEqualTo(-32603);
        }
    }

    @Test
    void theAnswerMayArriveAtAnotherReplica() {
        client.initialize("2025-11-25", "{\"elicitation\": {}}");
        try (RunningGateway replica = gateway.replica();
                EventReader one = client.open(TOOL, "{\"at\": \"Monday\"}");
                EventReader two = client.open(TOOL, "{\"at\": \"Tuesday\"}")) {
            JsonNode first = one.next();
            JsonNode second = two.next();
            LegacyClient there = client.at(replica.at("/mcp"));

            assertThat(there.answer(second, YES).status()).isEqualTo(202);
            assertThat(there.answer(first, "{\"action\": \"decline\"}").status())
                    .isEqualTo(202);
            assertThat(client.answer(first, YES).status()).isEqualTo(400);

            assertThat(text(two.next())).contains("request filed for Tuesday");
            assertThat(text(one.next())).contains("not_confirmed");
        }
    }

    @Test
    void anotherSessionCannotAnswerAtAnotherReplicaEither() {
        client.initialize("2025-11-25", "{\"elicitation\": {}}");
        try (RunningGateway replica = gateway.replica();
                EventReader events = client.open(TOOL, "{}")) {
            JsonNode question = events.next();

            assertThat(gateway.legacy()
                            .connected()
                            .at(replica.at("/mcp"))
                            .answer(question, YES)
                            .status())
                    .isEqualTo(400);

            client.answer(question, "{\"action\": \"decline\"}");
            assertThat(text(events.next())).contains("not_confirmed");
        }
    }

    private static ObjectNode tool(String name) {
        return ToolAnswers.tool(name, false, "schedule:read", false);
    }

    private static ObjectNode asks(JsonNode params, String method, String question) {
        if (params.has("inputResponses")) {
            return ToolAnswers.done(params.path("inputResponses").toString());
        }
        ObjectNode asking = ToolAnswers.asking("?");
        ObjectNode request = ((ObjectNode) asking.at("/result/inputRequests")).putObject("confirm");
        request.put("method", method).set("params", ToolAnswers.json(question));
        return asking;
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").stringValue();
    }
}
