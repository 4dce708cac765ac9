package org.watchbill.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcReaderTest {

    @Test
    void readsRequestsWithTextAndIntegerIds() {
        RpcMessage.Request request = (RpcMessage.Request)
                read("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\",\"params\":{\"x\":1}}");

        assertThat(request.id().stringValue()).isEqualTo("a");
        assertThat(request.method()).isEqualTo("ping");
        assertThat(request.params().path("x").intValue()).isEqualTo(1);
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}")).isInstanceOf(RpcMessage.Request.class);
    }

    @Test
    void tellsNotificationsAndAnswersFromRequests() {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isInstanceOf(RpcMessage.Notification.class);
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"result\":{}}"))
                .isInstanceOfSatisfying(
                        RpcMessage.Response.class,
                        response -> assertThat(response.failed()).isFalse());
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"error\":{\"code\":1,\"message\":\"no\"}}"))
                .isInstanceOfSatisfying(
                        RpcMessage.Response.class,
                        response -> assertThat(response.failed()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\ud800\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"n\":1e400}}"
            })
    void refusesWhatIsNoJson(String body) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8), -32700);
    }

    @Test
    void refusesBrokenUtf8() {
        assertRefused(new byte[] {'"', (byte) 0xC3, '"'}, -32700);
    }

    @Test
    void refusesDepthAndLongNumbersWithoutEffort() {
        assertRefused("[".repeat(200_000).getBytes(StandardCharsets.UTF_8), -32700);
        assertRefused(("{\"n\":" + "9".repeat(20_000) + "}").getBytes(StandardCharsets.UTF_8), -32700);
    }

    @Test
    void refusesMoreValuesThanAMessageNeeds() {
        String values = "{},".repeat(5_000) + "{}";
        assertRefused(
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":[" + values + "]}}")
                        .getBytes(StandardCharsets.UTF_8),
                -32700);
    }

    @Test
    void refusesLongIdsAndMethods() {
        assertThat(read(pingWithId("x".repeat(256)))).isInstanceOf(RpcMessage.Request.class);
        assertRefused(pingWithId("x".repeat(257)).getBytes(StandardCharsets.UTF_8), -32600);
        assertRefused(pingWithId("a").replace("ping", "x".repeat(257)).getBytes(StandardCharsets.UTF_8), -32600);
    }

    private static String pingWithId(String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"ping\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]",
                "[[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},{}]",
                "[1]",
                "7",
                "{\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{}}",
                "{\"jsonrpc\":\"2.0\",\"result\":{}}"
            })
    void refusesWhatIsNoMessage(String body) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8), -32600);
    }

    @Test
    void readsBatchesWithinBounds() {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertThat(read("[" + ping + ",{\"jsonrpc\":\"2.0\",\"method\":\"x\"}]"))
                .isInstanceOfSatisfying(
                        RpcMessage.Batch.class,
                        batch -> assertThat(batch.messages())
                                .hasSize(2)
                                .hasExactlyElementsOfTypes(RpcMessage.Request.class, RpcMessage.Notification.class));
        assertThat(read("[" + String.join(",", Collections.nCopies(50, ping)) + "]"))
                .isInstanceOf(RpcMessage.Batch.class);
        assertRefused(
                ("[" + String.join(",", Collections.nCopies(51, ping)) + "]").getBytes(StandardCharsets.UTF_8), -32600);
    }

    private static RpcMessage read(String body) {
        return RpcReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] body, int code) {
        assertThatThrownBy(() -> RpcReader.read(body)).isInstanceOfSatisfying(RpcException.class, refusal -> {
            Reply.Message reply = (Reply.Message) refusal.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body().has("id")).isFalse();
            assertThat(reply.body().path("error").path("code").intValue()).isEqualTo(code);
        });
    }
}
