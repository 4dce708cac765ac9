package org.watchbill.gateway.wellknown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

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
    @CsvSource({
        "'', /mcp, ''",
        "/mcp, /mcp, ''",
        "/mcp/openagent_oauth, /mcp/openagent_oauth, ''",
        "/sse, /sse, ',\"requests:write\",\"requests:approve\"'"
    })
    void describesTheResource(String at, String resource, String more) {
        String path = "/.well-known/oauth-protected-resource" + at;
        WireReply reply = Wire.get(gateway.at(path));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.json().toString())
                .isEqualTo("{\"resource\":\"http://localhost:8080" + resource + "\",\"resource_name\":\"Watchbill\","
                        + "\"authorization_servers\":[\"https://auth.watchbill.example\"],"
                        + "\"bearer_methods_supported\":[\"header\"],"
                        + "\"dpop_signing_alg_values_supported\":[\"ES256\",\"ES384\",\"PS256\",\"RS256\"],"
                        + "\"scopes_supported\":[\"schedule:read\",\"members:read\",\"requests:read\"" + more + "]}");
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
                .contains("npx @modelcontextprotocol/inspector")
                .contains("href=\"https://auth.watchbill.example/account/tokens\"")
                .contains("WATCHBILL_URL=http://localhost:8080/mcp")
                .contains("<pre>http://localhost:8080/sse</pre>")
                .doesNotContain("{url}", "{events}", "{accounts}");
    }

    @Test
    void tellsThatItIsWell() {
        WireReply reply = Wire.get(gateway.at("/health"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").stringValue()).isEqualTo("ok");
        assertThat(Wire.get(gateway.at("/nothing/here")).status()).isEqualTo(404);
    }

    @Test
    void showsTheIssuersMetadataToClientsThatLookForItHere() {
        gateway.auth().publish("{\"issuer\":\"https://auth.watchbill.example\",\"token_endpoint\":\"t\"}");
        WireReply reply = Wire.get(gateway.at("/.well-known/oauth-authorization-server"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.json().path("token_endpoint").stringValue()).isEqualTo("t");

        gateway.auth().publish("{\"issuer\":\"https://evil.test\",\"token_endpoint\":\"evil\"}");
        gateway.time().advance(Duration.ofMinutes(6));
        assertThat(Wire.get(gateway.at("/.well-known/oauth-authorization-server"))
                        .json()
                        .path("token_endpoint")
                        .stringValue())
                .as("a document of another issuer does not replace the last good one")
                .isEqualTo("t");
    }

    @Test
    void saysWhenTheIssuerCannotBeReached() {
        try (RunningGateway lonely = new RunningGateway()) {
            lonely.auth().stop();
            assertThat(Wire.get(lonely.at("/.well-known/oauth-authorization-server"))
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    void theOtherPathIsTheSameEndpointWithItsOwnMetadata() {
        WireReply reply = Wire.send(
                "POST",
                gateway.at("/mcp/openagent_oauth"),
                Map.of("Content-Type", "application/json"),
                "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .contains("http://localhost:8080/.well-known/oauth-protected-resource/mcp/openagent_oauth");

        ModernClient client = new ModernClient(gateway.at("/mcp/openagent_oauth"), gateway.memberToken());
        assertThat(client.send("server/discover", Json.object()).status()).isEqualTo(200);
    }
}
