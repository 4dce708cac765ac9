package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ModernConfirmationTest {

    private static final String ARGUMENTS = "{\"at\": \"Monday night\"}";

    private final RunningGateway gateway = new RunningGateway();
    private final ModernClient client = gateway.member().with("{\"elicitation\": {}}");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void passesTheQuestionOnAndTheAnswerBack() {
        WireReply asked = client.call("submit_coverage_request", ARGUMENTS);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.result().path("resultType").stringValue()).isEqualTo("input_required");
        assertThat(asked.result().at("/inputRequests/confirm/params/message").stringValue())
                .isEqualTo("Give Monday night away?");
        assertThat(asked.result().has("ttlMs")).isFalse();

        WireReply done = client.send(
                "tools/call", answered(asked.result(), "{\"action\": \"accept\", \"content\": {\"confirm\": true}}"));

        assertThat(done.result().at("/structuredContent/text").stringValue())
                .isEqualTo("request filed for Monday night");
        UpstreamFake.Received retry = gateway.schedule().calls().getLast();
        assertThat(retry.params().path("requestState").stringValue()).isEqualTo("sealed state");
        assertThat(retry.params().path("inputResponses").toString())
                .isEqualTo("{\"confirm\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}}");
    }

    @Test
    void passesADeclineBack() {
        JsonNode asked = client.call("submit_coverage_request", ARGUMENTS).result();

        WireReply declined = client.send("tools/call", answered(asked, "{\"action\": \"decline\"}"));

        assertThat(declined.result().path("isError").booleanValue()).isTrue();
        assertThat(declined.refusal().path("code").stringValue()).isEqualTo("not_confirmed");
    }

    @Test
    void n18RefusesToAskAClientThatDidNotSayItCan() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("always_asks", false, "requests:write", false),
                        params -> ToolAnswers.asking("?"));

        WireReply reply = gateway.member().call("always_asks", "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32021);
        assertThat(reply.json().at("/error/data/requiredCapabilities").toString())
                .isEqualTo("{\"elicitation\":{\"form\":{}}}");
    }

    @Test
    void n18KnowsFormsFromLinks() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("always_asks", false, "requests:write", false),
                        params -> ToolAnswers.asking("?"));

        assertThat(gateway.member()
                        .with("{\"elicitation\": {\"url\": {}}}")
                        .call("always_asks", "{}")
                        .errorCode())
                .isEqualTo(-32021);
    }

    private ObjectNode answered(JsonNode asked, String answerJson) {
        ObjectNode params = client.callParams("submit_coverage_request", ARGUMENTS);
        params.set("requestState", asked.path("requestState"));
        ObjectNode responses = Json.object();
        responses.set("confirm", ToolAnswers.json(answerJson));
        params.set("inputResponses", responses);
        return params;
    }
}
