package org.watchbill.gateway.wellknown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicPagesTest {

    private RunningGateway gateway;

    @BeforeAll
    void start() {
        gateway = new RunningGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"})
    void describesTheResource(String path) {
        WireReply reply = Wire.get(gateway.at(path));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.json().toString())
                .isEqualTo("{\"resource\":\"http://localhost:8080/mcp\",\"resource_name\":\"Watchbill\","
                        + "\"authorization_servers\":[\"https://auth.watchbill.example\"],"
                        + "\"bearer_methods_supported\":[\"header\"],"
                        + "\"scopes_supported\":[\"schedule:read\",\"members:read\",\"requests:read\"]}");
    }

    @Test
    void browsersMayAskWithTheVersionHeader() {
        WireReply reply = Wire.send(
                "OPTIONS",
                gateway.at("/.well-known/oauth-protected-resource/mcp"),
                Map.of("Origin", "https://any.test", "Access-Control-Request-Headers", "mcp-protocol-version"),
                new byte[0]);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.header("Access-Control-Allow-Headers")).isEqualTo("*");
    }

    @Test
    void describesNoOtherResource() {
        assertThat(Wire.get(gateway.at("/.well-known/oauth-protected-resource/else"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsAPersonHowToConnect() {
        WireReply reply = Wire.get(gateway.at("/"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.header("Content-Security-Policy"))
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none';"
                        + " form-action 'none'; frame-ancestors 'none'");
        assertThat(reply.body())
                .contains("claude mcp add --transport http watchbill http://localhost:8080/mcp")
                .contains(
                        "code --add-mcp '{\"name\":\"watchbill\",\"type\":\"http\",\"url\":\"http://localhost:8080/mcp\"}'")
                .contains("npx @modelcontextprotocol/inspector");
    }

    @Test
    void tellsThatItIsWell() {
        WireReply reply = Wire.get(gateway.at("/health"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").stringValue()).isEqualTo("ok");
        assertThat(Wire.get(gateway.at("/nothing/here")).status()).isEqualTo(404);
    }
}
