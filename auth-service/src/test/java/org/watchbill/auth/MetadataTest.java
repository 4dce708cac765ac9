package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
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
                .isEqualTo("[\"none\",\"client_secret_basic\",\"client_secret_post\",\"private_key_jwt\"]");
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
                "/token",
                "/revoke",
                "/userinfo"
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
    void theDocumentHasWhatOpenIdConnectRequiresAndNamesEveryEndpoint() {
        JsonNode metadata = calls.get("/.well-known/openid-configuration").json();
        assertThat(metadata.path("revocation_endpoint").stringValue()).isEqualTo("http://localhost:8081/revoke");
        assertThat(metadata.path("introspection_endpoint").stringValue()).isEqualTo("http://localhost:8081/introspect");
        assertThat(metadata.path("userinfo_endpoint").stringValue()).isEqualTo("http://localhost:8081/userinfo");
        assertThat(metadata.path("end_session_endpoint").stringValue()).isEqualTo("http://localhost:8081/logout");
        assertThat(metadata.path("subject_types_supported").toString()).isEqualTo("[\"public\"]");
        assertThat(metadata.path("id_token_signing_alg_values_supported").toString())
                .isEqualTo("[\"RS256\"]");
        assertThat(metadata.path("claims_supported").toString()).contains("\"sub\"", "\"auth_time\"", "\"nonce\"");
        assertThat(metadata.path("introspection_endpoint_auth_methods_supported")
                        .toString())
                .doesNotContain("none");
    }

    @Check("Q20")
    @Test
    void q20TheIssuerIsTheSameByteByByteInTheDocumentAndInTokens() {
        OAuthClient client = OAuthClient.register(calls, "Issuer", "http://127.0.0.1/callback");
        Browser browser = new Browser(calls).signIn("ana@harbor.example");
        HttpCalls.Answer approved = browser.submit(
                "/authorize/decision", browser.get(client.authorizePath("scope", "openid")), "decision", "approve");
        JsonNode tokens = client.redeem(OAuthClient.answerParameters(approved).getOrDefault("code", ""))
                .json();
        String issuer = calls.get("/.well-known/oauth-authorization-server")
                .json()
                .path("issuer")
                .stringValue();
        assertThat(issuer).isEqualTo("http://localhost:8081");
        assertThat(OAuthClient.answerParameters(approved)).containsEntry("iss", issuer);
        for (String token : new String[] {"access_token", "id_token"}) {
            assertThat(OAuthClient.claims(tokens.path(token).stringValue())
                            .path("iss")
                            .stringValue())
                    .isEqualTo(issuer);
        }
    }

    @Check("Q21")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/mcp",
                "/.well-known/openid-configuration/mcp",
                "/.well-known/oauth-authorization-server/a/b",
                "/mcp/.well-known/openid-configuration",
                "/.well-known/oauth-protected-resource"
            })
    void q21ProbesOfOtherPathsFindNothingAndNoRedirect(String path) {
        HttpCalls.Answer answer = calls.get(path, Map.of("mcp-protocol-version", "2025-11-25"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("location")).isEmpty();
    }

    @Check("Q21")
    @Test
    void q21AnIssuerWithAPathIsFoundWithThePathInsertedAndAppended() {
        try (RunningAuth auth = RunningAuth.start(
                TestDatabase.H2.settings(), Map.of("server.public-url", "https://watchbill.example/auth"))) {
            for (String path : new String[] {
                "/.well-known/oauth-authorization-server/auth",
                "/.well-known/openid-configuration/auth",
                "/auth/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server"
            }) {
                HttpCalls.Answer answer = auth.calls().get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.json().path("issuer").stringValue()).isEqualTo("https://watchbill.example/auth");
                assertThat(answer.json().path("token_endpoint").stringValue())
                        .isEqualTo("https://watchbill.example/auth/token");
            }
        }
    }

    @Check("Q22")
    @Test
    void q22BrowsersMayReadTheChallengeAndTheAbsenceOfADocument() {
        Map<String, String> origin = Map.of("Origin", "http://localhost:6274");
        HttpCalls.Answer refused = calls.get("/userinfo", origin);
        assertThat(refused.header("access-control-allow-origin")).contains("*");
        assertThat(refused.header("access-control-expose-headers").orElseThrow())
                .contains("WWW-Authenticate");
        assertThat(calls.get("/.well-known/oauth-authorization-server/mcp", origin)
                        .header("access-control-allow-origin"))
                .contains("*");
        for (String closed : new String[] {"/logout", "/sign-in", "/introspect"}) {
            assertThat(calls.send("OPTIONS", closed, origin, "").header("access-control-allow-origin"))
                    .as(closed)
                    .isEmpty();
        }
    }

    @Check("J02")
    @Test
    void j02AccessTokensSayWhatTheyAreForAndLiveAnHour() {
        OAuthClient client = OAuthClient.register(calls, "Profile", "http://127.0.0.1/callback");
        JsonNode tokens = client.connect(new Browser(calls).signIn("ana@harbor.example"), "openid");
        String token = tokens.path("access_token").stringValue();
        JsonNode claims = OAuthClient.claims(token);
        assertThat(OAuthClient.header(token).path("typ").stringValue()).isEqualTo("at+jwt");
        assertThat(claims.path("aud").stringValue()).isEqualTo("http://localhost:8080/mcp");
        assertThat(claims.path("client_id").stringValue()).isEqualTo(client.id());
        assertThat(claims.path("exp").longValue() - claims.path("iat").longValue())
                .isEqualTo(3600);
        assertThat(OAuthClient.claims(tokens.path("id_token").stringValue())
                        .path("at_hash")
                        .stringValue())
                .isEqualTo(leftHalf(token));
    }

    private static String leftHalf(String token) {
        byte[] hash = Base64.getUrlDecoder().decode(SecretHash.of(token));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    }

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
    void j01TheKeySetHasKeysForEachPurposeAndNoPrivatePart() {
        JsonNode keys = calls.get("/jwks").json().path("keys");
        assertThat(keys.valueStream().map(key -> key.path("alg").stringValue())).containsOnly("ES256", "RS256");
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
