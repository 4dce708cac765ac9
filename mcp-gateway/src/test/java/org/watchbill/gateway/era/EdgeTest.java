package org.watchbill.gateway.era;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

/** What is refused before a message is understood; numbers are those of the list of negatives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {

    private RunningGateway gateway;

    @BeforeAll
    void start() {
        gateway = new RunningGateway(ToolAnswers.schedule(), Map.of("server.allowed-origins", "http://localhost:6274"));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null", "http://localhost:6275"})
    void n01n02RefusesForeignOrigins(String origin) {
        WireReply reply = discover(Map.of("Origin", origin));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.json().has("id")).isFalse();
    }

    @Test
    void acceptsItsOwnAndConfiguredOrigins() {
        String own = "http://127.0.0.1:" + gateway.at("/").getPort();

        assertThat(discover(Map.of("Origin", own)).status()).isEqualTo(200);
        assertThat(discover(Map.of("Origin", "http://localhost:8080")).status()).isEqualTo(200);
        WireReply configured = discover(Map.of("Origin", "http://localhost:6274"));
        assertThat(configured.status()).isEqualTo(200);
        assertThat(configured.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:6274");
        assertThat(configured.header("Access-Control-Expose-Headers"))
                .isEqualTo("WWW-Authenticate, Retry-After, X-Request-Id, Mcp-Session-Id");
        assertThat(configured.header("Vary")).isEqualTo("Origin, Access-Control-Request-Headers");
    }

    @Test
    void answersPreflightsWithoutToken() {
        WireReply reply =
                Wire.send("OPTIONS", gateway.at("/mcp"), Map.of("Origin", "http://localhost:6274"), new byte[0]);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:6274");
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("POST, GET, DELETE");
        assertThat(reply.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Mcp-Session-Id");
        assertThat(Wire.send("OPTIONS", gateway.at("/mcp"), Map.of("Origin", "https://evil.test"), new byte[0])
                        .status())
                .isEqualTo(403);
    }

    @Test
    void preflightsAllowTheHeadersOfToolParameters() {
        WireReply reply = Wire.send(
                "OPTIONS",
                gateway.at("/mcp"),
                Map.of(
                        "Origin",
                        "http://localhost:6274",
                        "Access-Control-Request-Headers",
                        "authorization, mcp-param-region,Mcp-Param-X-1, mcp-param-, x-evil, mcp-param-a b"),
                new byte[0]);

        assertThat(reply.header("Access-Control-Allow-Headers"))
                .endsWith(", mcp-param-region, Mcp-Param-X-1")
                .doesNotContain("x-evil");
    }

    @Test
    void n03RefusesForeignHosts() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.at("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /mcp HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void n04ServesPostAloneOutsideOfSessions(String method) {
        WireReply reply = Wire.send(method, gateway.at("/mcp"), Map.of(), new byte[0]);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]"})
    void n05RefusesBatches(String body) {
        assertRefused(body, 400, -32600);
    }

    @Test
    void n06RefusesANullId() {
        assertRefused("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", 400, -32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} x", "{\"id\":1,\"id\":2}", "{\"a\":\"\\udc00\"}"})
    void n07RefusesBrokenJson(String body) {
        assertRefused(body, 400, -32700);
    }

    @Test
    void n07RefusesBrokenUtf8() {
        byte[] body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xC3;
        WireReply reply = post(Map.of(), body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32700);
    }

    @Test
    void n08RefusesAbsurdDepthAndNumbers() {
        assertRefused("[".repeat(200_000), 400, -32700);
        assertRefused("{\"n\":1e400}", 400, -32700);
        assertRefused("{\"n\":" + "7".repeat(20_000) + "}", 400, -32700);
    }

    @Test
    void n09RefusesLargeBodies() {
        assertThat(post(Map.of(), " ".repeat(1_048_577).getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void n10InflatesNothing() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(post(Map.of("Content-Encoding", "gzip"), packed.toByteArray())
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json; charset=iso-8859-1", "application/jsonp"})
    void n11RefusesOtherContentTypes(String type) {
        assertThat(post(Map.of("Content-Type", type), "{}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream", "text/html"})
    void n12RefusesClientsThatDoNotTakeBothTypes(String accept) {
        assertThat(post(Map.of("Accept", accept), "{}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json;q=0.9,text/event-stream", "text/*, application/*"})
    void takesClientsThatTakeBothTypes(String accept) {
        assertThat(discover(Map.of("Accept", accept)).status()).isEqualTo(200);
    }

    @Test
    void hasNothingBelowItsPath() {
        assertThat(Wire.send("POST", gateway.at("/mcp/else"), Map.of(), new byte[0])
                        .status())
                .isEqualTo(404);
    }

    private WireReply discover(Map<String, String> headers) {
        return post(headers, Json.bytes(gateway.member().message(1, "server/discover", Json.object())));
    }

    private void assertRefused(String body, int status, int code) {
        WireReply reply = post(Map.of(), body.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(code);
        assertThat(reply.json().has("id")).isFalse();
    }

    private WireReply post(Map<String, String> headers, byte[] body) {
        ModernClient client = gateway.member();
        Map<String, String> all = new HashMap<>(client.headers("server/discover", Json.object()));
        all.putAll(headers);
        return client.post(all, body);
    }
}
