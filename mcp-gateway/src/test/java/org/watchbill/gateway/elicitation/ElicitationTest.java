package org.watchbill.gateway.elicitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.SchemaCheck;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ElicitationTest {

    private static final String YES = "{\"action\": \"accept\", \"content\": {\"confirm\": true}}";
    private static final String TOOL = "submit_coverage_request";

    private final RunningGateway gateway = new RunningGateway();
    private final LegacyClient client = gateway.legacy().connected();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void asksOnTheStreamOfTheCallAndGoesOnWithTheAnswer() {
        try (EventReader events = client.open(TOOL, "{\"at\": \"Monday night\"}")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(events.header("Cache-Control")).isEqualTo("no-store");
            JsonNode question = events.next();
            SchemaCheck.LEGACY.request(question);
            assertThat(question.path("method").stringValue()).isEqualTo("elicitation/create");
            assertThat(question.at("/params/message").stringValue()).isEqualTo("Give Monday night away?");
            assertThat(question.path("id").stringValue()).hasSize(32);

            assertThat(client.answer(question, YES).status()).isEqualTo(202);

            JsonNode answer = events.next();
            SchemaCheck.LEGACY.answer("tools/call", answer);
            assertThat(answer.at("/result/structuredContent/text").stringValue())
                    .isEqualTo("request filed for Monday night");
            assertThat(events.hasEnded()).isTrue();
        }
        List<UpstreamFake.Received> rounds = gateway.schedule().calls();
        assertThat(rounds).hasSize(2);
        assertThat(rounds.get(1).params().path("requestState").stringValue()).isEqualTo("sealed state");
        assertThat(callId(rounds.get(1))).isEqualTo(callId(rounds.get(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"action\": \"decline\"}                              | {\"action\":\"decline\"}",
                "{\"action\": \"cancel\", \"content\": {\"confirm\": true}} | {\"action\":\"cancel\"}",
                "{\"action\": \"accept\"}                               | {\"action\":\"accept\"}",
                "{\"action\": \"agree\"}                                | {\"action\":\"cancel\"}",
                "{}                                                     | {\"action\":\"cancel\"}"
            })
    void anythingButAYesIsNoYes(String answer, String forwarded) {
        try (EventReader events = client.open(TOOL, "{}")) {
            client.answer(events.next(), answer);

            assertThat(refusalCode(events.next())).isEqualTo("not_confirmed");
        }
        assertThat(gateway.schedule()
                        .calls()
                        .getLast()
                        .params()
                        .at("/inputResponses/confirm")
                        .toString())
                .isEqualTo(forwarded);
    }

    @Test
    void anErrorOfTheClientIsACancel() {
        try (EventReader events = client.open(TOOL, "{}")) {
            String id = events.next().path("id").stringValue();
            client.post(("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"error\":{\"code\":-1,\"message\":\"no\"}}")
                    .getBytes(StandardCharsets.UTF_8));

            assertThat(refusalCode(events.next())).isEqualTo("not_confirmed");
        }
    }

    @Test
    void noAnswerWithinFiveMinutesIsACancel() {
        try (EventReader events = client.open(TOOL, "{}")) {
            JsonNode question = events.next();
            gateway.time().advance(Duration.ofMinutes(5));

            JsonNode withdrawn = events.next();
            SchemaCheck.LEGACY.notification(withdrawn);
            assertThat(withdrawn.at("/params/requestId")).isEqualTo(question.path("id"));
            assertThat(refusalCode(events.next())).isEqualTo("not_confirmed");
            assertThat(client.answer(question, YES).status()).isEqualTo(400);
        }
    }

    @Test
    void theStreamIsKeptAliveWhileItWaits() {
        try (EventReader events = client.open(TOOL, "{}")) {
            JsonNode question = events.next();
            assertThat(events.comment()).isEqualTo("keep-alive");
            assertThat(events.comment()).isEqualTo("keep-alive");
            client.answer(question, YES);
            assertThat(events.next().has("result")).isTrue();
        }
    }

    @Test
    void aClientThatHasGoneComesBackForItsQuestion() {
        EventReader lost = client.open(TOOL, "{}");
        String opening = lost.opening();
        JsonNode question = lost.next();
        lost.close();

        try (EventReader events = client.resume(opening)) {
            assertThat(events.next()).isEqualTo(question);
            assertThat(client.answer(question, YES).status()).isEqualTo(202);
            assertThat(events.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("request filed for nobody");
            assertThat(events.hasEnded()).isTrue();
        }
        assertThat(gateway.schedule().calls()).hasSize(2);
    }

    @Test
    void theStopOfTheServerIsACancel() {
        try (EventReader events = client.open(TOOL, "{}")) {
            events.next();
            Thread.ofVirtual().start(gateway::close);

            assertThat(refusalCode(events.next())).isEqualTo("not_confirmed");
        }
    }

    @Test
    void onlyTheSessionThatWasAskedCanAnswer() {
        LegacyClient ben = gateway.legacy(TestTokens.member("Ben Okafor", "ben@harbor.example"))
                .connected();
        LegacyClient otherSessionOfAna = gateway.legacy().connected();
        try (EventReader events = client.open(TOOL, "{}")) {
            JsonNode question = events.next();

            assertThat(ben.answer(question, YES).status()).isEqualTo(400);
            assertThat(otherSessionOfAna.answer(question, YES).status()).isEqualTo(400);
            assertThat(ben.withSession(client.sessionId()).answer(question, YES).status())
                    .isEqualTo(404);

            client.answer(question, "{\"action\": \"decline\"}");
            assertThat(refusalCode(events.next())).isEqualTo("not_confirmed");
        }
    }

    @Test
    void onlyTheFirstAnswerCounts() {
        try (EventReader events = client.open(TOOL, "{}")) {
            JsonNode question = events.next();
            assertThat(client.answer(question, "{\"action\": \"decline\"}").status())
                    .isEqualTo(202);
            assertThat(client.answer(question, YES).status()).isEqualTo(400);
            assertThat(refusalCode(events.next())).isEqualTo("not_confirmed");
        }
    }

    @Test
    void twentyQuestionsInOneSessionDoNotMix() {
        List<EventReader> streams = new ArrayList<>();
        List<JsonNode> questions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            streams.add(client.open(TOOL, "{\"at\": \"shift " + i + "\"}"));
            questions.add(streams.getLast().next());
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
        Collections.reverse(order);
        for (int i : order) {
            assertThat(questions.get(i).at("/params/message").stringValue()).isEqualTo("Give shift " + i + " away?");
            client.answer(questions.get(i), i % 2 == 0 ? YES : "{\"action\": \"decline\"}");
        }
        for (int i = 0; i < 20; i++) {
            JsonNode answer = streams.get(i).next();
            if (i % 2 == 0) {
                assertThat(answer.at("/result/structuredContent/text").stringValue())
                        .isEqualTo("request filed for shift " + i);
            } else {
                assertThat(refusalCode(answer)).isEqualTo("not_confirmed");
            }
            streams.get(i).close();
        }
    }

    @Test
    void aServiceMayAskSeveralTimesButNotForEver() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("always_asks", false, "requests:write", false),
                        params -> ToolAnswers.asking("?"));
        try (EventReader events = client.open("always_asks", "{}")) {
            JsonNode message = events.next();
            int asked = 0;
            while (message.has("method")) {
                asked++;
                client.answer(message, YES);
                message = events.next();
            }
            assertThat(asked).isEqualTo(10);
            assertThat(message.at("/error/code").intValue()).isEqualTo(-32603);
        }
    }

    @Test
    void aClientThatCannotBeAskedIsNotAsked() {
        LegacyClient mute = gateway.legacy();
        mute.initialize("2025-11-25", "{}");

        WireReply reply = mute.call(TOOL, "{\"at\": \"Monday\"}");

        assertThat(reply.result().at("/structuredContent/text").stringValue()).isEqualTo("request filed for Monday");
    }

    @Test
    void aServiceThatAsksAMuteClientFailsTheCall() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("always_asks", false, "requests:write", false),
                        params -> ToolAnswers.asking("?"));
        LegacyClient mute = gateway.legacy();
        mute.initialize("2025-11-25", "{}");

        assertThat(mute.call("always_asks", "{}").errorCode()).isEqualTo(-32600);
    }

    @Test
    void aRefusalForLackOfScopeAfterTheQuestionIsAResult() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("asks_first", false, "requests:write", false),
                        params -> params.has("inputResponses")
                                ? ToolAnswers.scopeNeeded("requests:write")
                                : ToolAnswers.asking("?"));
        try (EventReader events = client.open("asks_first", "{}")) {
            client.answer(events.next(), YES);

            assertThat(refusalCode(events.next())).isEqualTo("insufficient_scope");
        }
    }

    @Test
    void severalQuestionsOfOneRoundAreAnsweredUnderTheirKeys() {
        ObjectNode asking = ToolAnswers.asking("first");
        ObjectNode requests = (ObjectNode) asking.at("/result/inputRequests");
        requests.set("second", ToolAnswers.asking("second").at("/result/inputRequests/confirm"));
        gateway.schedule()
                .with(
                        ToolAnswers.tool("asks_twice", false, "requests:write", false),
                        params -> params.has("inputResponses")
                                ? ToolAnswers.done(params.path("inputResponses").toString())
                                : asking.deepCopy());
        try (EventReader events = client.open("asks_twice", "{}")) {
            JsonNode first = events.next();
            JsonNode second = events.next();
            assertThat(second.at("/params/message").stringValue()).isEqualTo("second");
            client.answer(second, "{\"action\": \"decline\"}");
            client.answer(first, YES);

            assertThat(events.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("{\"confirm\":{\"action\":\"accept\",\"content\":{\"confirm\":true}},"
                            + "\"second\":{\"action\":\"decline\"}}");
        }
    }

    @Test
    void aLinkCarriesTheIdThatThisRevisionWants() {
        ObjectNode asking = ToolAnswers.asking("Open this");
        ((ObjectNode) asking.at("/result/inputRequests/confirm"))
                .set(
                        "params",
                        ToolAnswers.json("{\"mode\": \"url\", \"message\": \"Open\", \"url\": \"https://a.test/\"}"));
        gateway.schedule()
                .with(
                        ToolAnswers.tool("sends_link", false, "requests:write", false),
                        params -> params.has("inputResponses") ? ToolAnswers.done("opened") : asking.deepCopy());
        LegacyClient linked = gateway.legacy();
        linked.initialize("2025-11-25", "{\"elicitation\": {\"url\": {}}}");
        try (EventReader events = linked.open("sends_link", "{}")) {
            JsonNode question = events.next();
            SchemaCheck.LEGACY.request(question);
            assertThat(question.at("/params/elicitationId").stringValue())
                    .isEqualTo(question.path("id").stringValue());
            linked.answer(question, "{\"action\": \"accept\"}");
            assertThat(events.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("opened");
        }
    }

    private static String callId(UpstreamFake.Received request) {
        return request.meta().path("org.watchbill/callId").stringValue();
    }

    private static String refusalCode(JsonNode answer) {
        SchemaCheck.LEGACY.answer("tools/call", answer);
        return ToolAnswers.json(answer.at("/result/content/0/text").stringValue())
                .at("/error/code")
                .stringValue();
    }
}
