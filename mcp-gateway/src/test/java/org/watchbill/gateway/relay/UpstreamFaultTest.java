package org.watchbill.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

/** What clients hear when a service fails. */
class UpstreamFaultTest {

    private final RunningGateway gateway = new RunningGateway();
    private final ModernClient client = gateway.member();

    @BeforeEach
    void knowTheTools() {
        client.send("tools/list", Json.object());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aReadIsRepeatedOnce() {
        gateway.schedule().setMood(UpstreamFake.Mood.HANGING_UP);

        WireReply reply = client.call("get_current_schedule", "{}");

        assertThat(gateway.schedule().calls()).hasSize(2);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.refusal().toString())
                .isEqualTo(
                        "{\"code\":\"service_unavailable\",\"message\":\"The service behind this tool is not available"
                                + " at the moment. Nothing was done; try again shortly.\",\"retryable\":true}");
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGING_UP", "FAILING", "SPEAKING_NO_JSON"})
    void aWriteIsNeverRepeatedAndLeftInDoubt(UpstreamFake.Mood mood) {
        gateway.schedule().setMood(mood);

        WireReply reply = client.call("update_note", "{}");

        assertThat(gateway.schedule().calls()).hasSize(1);
        assertThat(reply.refusal().path("code").stringValue()).isEqualTo("service_unavailable");
        assertThat(reply.refusal().path("retryable").booleanValue()).isTrue();
        assertThat(reply.refusal().path("message").stringValue())
                .contains("in doubt")
                .contains("Retry with the same idempotency_key");
    }

    @Test
    void aWriteThatWasNeverSentIsNotInDoubt() {
        gateway.schedule().stop();

        assertThat(client.call("update_note", "{}").refusal().path("message").stringValue())
                .contains("Nothing was done");
    }

    @Test
    void theConnectionIsFoundAgain() {
        gateway.schedule().stop();
        client.call("get_current_schedule", "{}");
        gateway.schedule().startAgain();

        assertThat(client.call("get_current_schedule", "{}").result().has("isError"))
                .isFalse();
    }

    @Test
    void aWriteAfterARestartOfTheServiceIsNotInDoubt() {
        for (int i = 0; i < 5; i++) {
            client.call("update_note", "{}");
            gateway.schedule().stop();
            gateway.schedule().startAgain();
            assertThat(client.call("update_note", "{}").result().has("isError")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-32602, 200, -32602",
        "-32020, 200, -32603",
        "-32021, 200, -32603",
        "-32022, 200, -32603",
        "-32601, 200, -32603",
        "-32600, 200, -32603",
        "-1, 200, -32603"
    })
    void errorsOfTheGatewaysOwnRequestAreNotTheClients(int code, int status, int shown) {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("update_note", false, "requests:write", false),
                        params -> ToolAnswers.error(code, "details"));

        WireReply reply = client.call("update_note", "{}");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(shown);
    }

    @Test
    void aResultOfAnUnknownKindIsAFailure() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("update_note", false, "requests:write", false),
                        params -> ToolAnswers.result(Json.object().put("resultType", "task")));

        assertThat(client.call("update_note", "{}").errorCode()).isEqualTo(-32603);
    }

    @Test
    void aCapabilityThatAServiceNeedsIsTheClientsToDeclare() {
        gateway.schedule()
                .with(ToolAnswers.tool("update_note", false, "requests:write", false), params -> ToolAnswers.json("""
                                {"error": {"code": -32021, "message": "I need sampling",
                                  "data": {"requiredCapabilities": {"sampling": {}}}}}
                                """));

        WireReply reply = client.call("update_note", "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/data").toString()).isEqualTo("{\"requiredCapabilities\":{\"sampling\":{}}}");
    }

    @Test
    void scopesOfAServiceCannotBreakTheHeader() {
        gateway.schedule()
                .with(
                        ToolAnswers.tool("update_note", false, "requests:write", false),
                        params -> ToolAnswers.scopeNeeded("a\"\r\nX-Evil: 1"));

        WireReply reply = client.call("update_note", "{}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate"))
                .contains("scope=\"schedule:read members:read requests:read aX-Evil: 1\"");
        assertThat(reply.headers().firstValue("X-Evil")).isEmpty();
    }
}
