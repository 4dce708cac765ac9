package org.watchbill.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

/** MCP clients that run in a page of an allowed origin. */
class BrowserTest {

    private static final String PAGE = "http://localhost:6274";

    private RunningGateway gateway = gateway(Map.of());

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mcp                 | POST, GET, DELETE",
                "/mcp/openagent_oauth | POST, GET, DELETE",
                "/sse                 | POST, GET, DELETE",
                "/message             | POST"
            })
    void preflightsAllowWhatIsServed(String path, String methods) {
        WireReply reply = Wire.send("OPTIONS", gateway.at(path), Map.of("Origin", PAGE), new byte[0]);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo(methods);
        assertThat(reply.header("Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, X-Api-Key, API-Key, Content-Type, Accept, Last-Event-ID,"
                        + " MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        for (String method : methods.split(", ", -1)) {
            assertThat(Wire.send(method, gateway.at(path), Map.of("Mcp-Session-Id", "x"), new byte[0])
                            .status())
                    .as("%s without a token", method)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /mcp                 | no  | POST, OPTIONS",
                "DELETE | /mcp                 | no  | POST, OPTIONS",
                "PUT    | /mcp                 | no  | POST, OPTIONS",
                "PUT    | /mcp                 | yes | POST, GET, DELETE, OPTIONS",
                "PATCH  | /mcp/openagent_oauth | yes | POST, GET, DELETE, OPTIONS",
                "HEAD   | /mcp/openagent_oauth | no  | POST, OPTIONS",
                "DELETE | /sse                 | no  | POST, GET, OPTIONS",
                "PUT    | /sse                 | yes | POST, GET, DELETE, OPTIONS",
                "GET    | /message             | no  | POST, OPTIONS",
                "DELETE | /message             | yes | POST, OPTIONS"
            })
    void otherMethodsAreToldWhatThereIs(String method, String path, String session, String allowed) {
        Map<String, String> headers = new HashMap<>(Map.of("Origin", PAGE));
        if (session.equals("yes")) {
            headers.put("Mcp-Session-Id", "x");
        }
        WireReply reply = Wire.send(method, gateway.at(path), headers, new byte[0]);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/openagent_oauth", "/sse", "/message?sessionId=x"})
    void aPageMayReadThatItHasToSignIn(String path) {
        assertReadable(post(path, Map.of(), ""), 401, "WWW-Authenticate");
    }

    @Test
    void aPageMayReadThatItNeedsMoreScope() {
        ModernClient admin = gateway.admin();
        var params = admin.callParams("approve_request", "{}");
        byte[] call = Json.bytes(admin.message(1, "tools/call", params));
        Map<String, String> headers = admin.headers("tools/call", params);
        assertReadable(post("/mcp", headers, new String(call, StandardCharsets.UTF_8)), 403, "WWW-Authenticate");
    }

    @Test
    void aPageMayReadThatItCameTooOften() {
        gateway.close();
        gateway = gateway(Map.of("limits.per-principal-burst", "1"));
        ModernClient member = gateway.member();
        Map<String, String> headers = member.headers("tools/list", Json.object());
        post("/mcp", headers, "{}");
        assertReadable(post("/mcp", headers, "{}"), 429, "Retry-After");
    }

    @Test
    void aPageMayReadWhatWasWrongWithItsMessage() {
        Map<String, String> headers = gateway.member().headers("tools/list", Json.object());
        assertReadable(post("/mcp", headers, "{"), 400, "X-Request-Id");
        Map<String, String> text = new HashMap<>(headers);
        text.put("Content-Type", "text/plain");
        assertReadable(post("/mcp", text, "{}"), 415, "X-Request-Id");
    }

    private static RunningGateway gateway(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("server.allowed-origins", PAGE);
        return new RunningGateway(ToolAnswers.schedule(), settings);
    }

    private WireReply post(String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Origin", PAGE);
        return Wire.send("POST", gateway.at(path), all, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertReadable(WireReply reply, int status, String header) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(reply.header(header)).isNotEmpty();
        assertThat(reply.header("Access-Control-Expose-Headers").split(", ", -1))
                .contains(header);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
