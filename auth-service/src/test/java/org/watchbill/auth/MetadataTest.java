package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

class MetadataTest {

    private final HttpCalls calls = RunningAuth.shared(TestDatabase.H2).calls();

    @Check("M01")
    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
    void m01BothDocumentsNameTheIssuerByteByByteAndOnlySafeMethods(String path) {
        HttpCalls.Answer answer = calls.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("application/json");
        JsonNode metadata = answer.json();
        assertThat(metadata.path("issuer").stringValue()).isEqualTo("http://localhost:8081");
        assertThat(metadata.path("authorization_endpoint").stringValue()).isEqualTo("http://localhost:8081/authorize");
        assertThat(metadata.path("token_endpoint").stringValue()).isEqualTo("http://localhost:8081/token");
        assertThat(metadata.path("registration_endpoint").stringValue()).isEqualTo("http://localhost:8081/register");
        assertThat(metadata.path("jwks_uri").stringValue()).isEqualTo("http://localhost:8081/jwks");
        assertThat(metadata.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(metadata.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"none\",\"client_secret_basic\",\"client_secret_post\"]");
        assertThat(metadata.path("authorization_response_iss_parameter_supported")
                        .booleanValue())
                .isTrue();
        assertThat(metadata.path("scopes_supported").toString()).contains("\"offline_access\"", "\"schedule:read\"");
    }

    @Check("M02")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration",
                "/jwks",
                "/register",
                "/token"
            })
    void m02BrowserClientsMayCallWithTheProtocolVersionHeader(String path) {
        HttpCalls.Answer preflight = calls.send(
                "OPTIONS",
                path,
                Map.of(
                        "Origin",
                        "http://localhost:6274",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "mcp-protocol-version"),
                "");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).contains("*");
        assertThat(preflight.header("access-control-allow-headers").orElseThrow())
                .contains("mcp-protocol-version", "authorization", "content-type");
    }

    @Check("M02")
    @Test
    void m02AuthorizeIsNeverOpenToOtherOrigins() {
        Map<String, String> origin = Map.of("Origin", "http://localhost:6274");
        assertThat(calls.get("/authorize?client_id=x", origin).header("access-control-allow-origin"))
                .isEmpty();
        assertThat(calls.send("OPTIONS", "/authorize", origin, "").header("access-control-allow-origin"))
                .isEmpty();
    }

    @Check("J01")
    @Test
    void j01TheKeySetHasOneKeyForEachPurposeAndNoPrivatePart() {
        JsonNode keys = calls.get("/jwks").json().path("keys");
        assertThat(keys.valueStream().map(key -> key.path("alg").stringValue()))
                .containsExactlyInAnyOrder("ES256", "RS256");
        assertThat(keys.valueStream().flatMap(key -> key.propertyNames().stream()))
                .doesNotContain("d", "p", "q", "dp", "dq", "qi", "k");
    }

    @Check({"M02", "T23"})
    @Test
    void m02ErrorsOfTheTokenEndpointAreReadableInBrowsers() {
        HttpCalls.Answer answer = calls.postForm("/token", Map.of("Origin", "http://localhost:6274"), "a=b");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("access-control-allow-origin")).contains("*");
    }
}
