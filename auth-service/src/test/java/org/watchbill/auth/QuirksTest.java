package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** What clients in use do, whatever the specifications say. */
class QuirksTest {

    private final RunningAuth auth = RunningAuth.shared(TestDatabase.H2);
    private final HttpCalls calls = auth.calls();
    private final Browser browser = new Browser(calls).signIn("ana@harbor.example");

    @Check("Q09")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"client_uri\":null,\"logo_uri\":null,\"tos_uri\":null,\"policy_uri\":null,\"scope\":null,\"contacts\":null",
                ",\"client_name\":null,\"jwks\":null,\"jwks_uri\":null,\"software_id\":null,\"software_version\":null"
            })
    void q09AnAnswerToARegistrationHasNoNulls(String members) {
        HttpCalls.Answer answer =
                calls.post("/register", "{\"redirect_uris\":[\"http://localhost/callback\"]" + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().valueStream().anyMatch(JsonNode::isNull)).isFalse();
    }

    @Check("Q10")
    @Test
    void q10TheScopeOfTheRegistrationBindsNobody() {
        HttpCalls.Answer registered = calls.post(
                "/register",
                "{\"client_name\":\"Q10\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],\"scope\":\"schedule:read\"}");
        assertThat(registered.status()).isEqualTo(201);
        OAuthClient client = OAuthClient.register(calls, "Q10", "http://127.0.0.1/callback");
        String path = client.authorizePath(
                "client_id",
                registered.json().path("client_id").stringValue(),
                "scope",
                "schedule:read requests:read offline_access",
                "prompt",
                "consent");
        assertThat(browser.get(path).body())
                .contains("see the schedule and who is on duty", "action=\"/authorize/decision\"");
        String code = client.codeAt(browser, path);
        assertThat(calls.postForm(
                                "/token",
                                Map.of(),
                                Browser.encode(
                                        "grant_type",
                                        "authorization_code",
                                        "code",
                                        code,
                                        "client_id",
                                        registered.json().path("client_id").stringValue(),
                                        "code_verifier",
                                        OAuthClient.VERIFIER))
                        .json()
                        .path("scope")
                        .stringValue())
                .contains("requests:read schedule:read");
    }

    @Check("Q11")
    @ParameterizedTest
    @ValueSource(strings = {"schedule:read", "schedule:read offline_access"})
    void q11ThereIsARefreshTokenWhetherItIsAskedForOrNot(String scope) {
        OAuthClient client = OAuthClient.register(calls, "Q11", "http://127.0.0.1/callback");
        JsonNode tokens = client.connect(browser, scope);
        assertThat(tokens.path("refresh_token").stringValue()).hasSize(43);
        assertThat(tokens.path("scope").stringValue().split(" ", -1)).containsExactlyInAnyOrder(scope.split(" ", -1));
        assertThat(calls.get("/.well-known/oauth-authorization-server")
                        .json()
                        .path("scopes_supported")
                        .toString())
                .contains("\"offline_access\"");
    }

    @Check("Q19")
    @Test
    void q19WithoutAResourceTheGatewayIsMeant() {
        OAuthClient client = OAuthClient.register(calls, "Q19 " + UUID.randomUUID(), "http://127.0.0.1/callback");
        String code = client.codeAt(browser, client.authorizePath("resource", "", "scope", "schedule:read"));
        JsonNode tokens = client.redeem(code).json();
        assertThat(OAuthClient.claims(tokens.path("access_token").stringValue())
                        .path("aud")
                        .stringValue())
                .isEqualTo(RunningAuth.GATEWAY);
        assertThat(calls.get("/.well-known/oauth-authorization-server")
                        .json()
                        .path("authorization_endpoint")
                        .stringValue())
                .doesNotContain("?");
    }

    @Check("Q18")
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/mcp/", "HTTP://LOCALHOST:8080/mcp"})
    void q18TheAudienceIsAlwaysWrittenAsTheResourceWritesIt(String resource) {
        OAuthClient client = OAuthClient.register(calls, "Q18", "http://127.0.0.1/callback");
        String code = client.codeAt(browser, client.authorizePath("resource", resource, "scope", "schedule:read"));
        assertThat(OAuthClient.claims(
                                client.redeem(code).json().path("access_token").stringValue())
                        .path("aud")
                        .stringValue())
                .isEqualTo("http://localhost:8080/mcp");
    }
}
