package org.watchbill.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import tools.jackson.databind.JsonNode;

class BatchTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}";
    private static final String READY = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"get_current_schedule\"}}";

    private final RunningGateway gateway = new RunningGateway();
    private final LegacyClient client = gateway.legacy();

    @BeforeEach
    void connect() {
        client.initialize("2025-03-26", "{}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void requestsAreAnsweredTogetherInTheirOrder() {
        WireReply reply = post("[" + CALL + "," + READY + "," + PING + "]");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        client.schema().part("JSONRPCBatchResponse", reply.json());
        assertThat(reply.json().size()).isEqualTo(2);
        JsonNode call = reply.json().get(0);
        assertThat(call.path("id").intValue()).isEqualTo(7);
        assertThat(call.at("/result/content/0/text").stringValue()).contains("on call: Ana");
        assertThat(call.path("result").has("structuredContent")).isFalse();
        assertThat(reply.json().get(1).toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"result\":{}}");
    }

    @Test
    void oneFailureIsOneAnswerAmongOthers() {
        WireReply reply = post("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}," + PING + "]");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/0/error/code").intValue()).isEqualTo(-32601);
        assertThat(reply.json().get(1).has("result")).isTrue();
    }

    @Test
    void whatNeedsNoAnswerIsAccepted() {
        WireReply reply = post("[" + READY + ",{\"jsonrpc\":\"2.0\",\"id\":\"unasked\",\"result\":{}}]");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[[]]",
                "[{}]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}]",
                "[" + PING + ",{\"jsonrpc\":\"2.0\",\"method\":\"initialize\"}]",
                "[" + PING + ",{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                        + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}]"
            })
    void n05RefusesWhatIsNoBatch(String body) {
        WireReply reply = post(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-06-18", "2025-11-25"})
    void n05OtherRevisionsHaveNoBatches(String revision) {
        client.initialize(revision, "{}");

        WireReply reply = post("[" + PING + "]");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32600);
    }

    @Test
    void aBatchNeedsASessionLikeAnythingElse() {
        Map<String, String> headers = new HashMap<>(client.headers());
        headers.remove("Mcp-Session-Id");
        byte[] body = ("[" + PING + "]").getBytes(StandardCharsets.UTF_8);

        assertThat(Wire.send("POST", gateway.at("/mcp"), headers, body).errorCode())
                .isEqualTo(-32000);
    }

    private WireReply post(String body) {
        return client.post(body.getBytes(StandardCharsets.UTF_8));
    }
}
