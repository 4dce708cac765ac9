package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** The gateway is a resource at each of its endpoints, wherever it is. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GatewayResourceTest {

    private final TestDatabase database;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    GatewayResourceTest(TestDatabase database) {
        this.database = database;
        calls = RunningAuth.shared(database).calls();
        client = OAuthClient.register(calls, "Resource", "http://127.0.0.1/callback");
        browser = new Browser(calls).signIn("ben@harbor.example");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/mcp,                  http://localhost:8080/mcp",
        "http://localhost:8080/sse,                  http://localhost:8080/sse",
        "HTTP://LOCALHOST:8080/sse/,                 http://localhost:8080/sse",
        "http://localhost:8080/mcp/openagent_oauth,  http://localhost:8080/mcp",
        "http://localhost:8080/mcp/openagent_oauth/, http://localhost:8080/mcp"
    })
    void tokensForEachEndpointAreExchangedAndTellTheClientNothingOfThePerson(String resource, String audience) {
        String code = client.codeAt(browser, client.authorizePath("scope", "schedule:read", "resource", resource));
        HttpCalls.Answer redeemed = calls.postForm(
                "/token",
                Map.of(),
                Browser.encode(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "client_id",
                        client.id(),
                        "code_verifier",
                        OAuthClient.VERIFIER,
                        "resource",
                        resource));
        assertThat(redeemed.status()).as(redeemed.body()).isEqualTo(200);
        assertThat(claims(redeemed).path("aud").stringValue()).isEqualTo(audience);
        assertThat(claims(redeemed).has("email")).isFalse();

        HttpCalls.Answer refreshed = calls.postForm(
                "/token",
                Map.of(),
                Browser.encode(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        redeemed.json().path("refresh_token").stringValue(),
                        "client_id",
                        client.id(),
                        "resource",
                        resource));
        assertThat(claims(refreshed).path("aud").stringValue()).isEqualTo(audience);
        assertThat(exchange(calls, refreshed).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080",
        "http://localhost:8080/message",
        "http://localhost:8080/sse/openagent_oauth",
        "http://localhost:8080/mcp/other",
        "http://localhost:8080/mcp/openagent_oauth/x"
    })
    void otherPathsOfTheGatewayAreNoResources(String resource) {
        HttpCalls.Answer answer = browser.get(client.authorizePath("resource", resource));
        assertThat(OAuthClient.answerParameters(answer)).containsEntry("error", "invalid_target");
    }

    @Test
    void aCodeForOneEndpointBringsNoTokenForTheOther() {
        String code = client.codeAt(browser, client.authorizePath("scope", "schedule:read"));
        HttpCalls.Answer answer = client.token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                client.id(),
                "code_verifier",
                OAuthClient.VERIFIER,
                "resource",
                "http://localhost:8080/sse");
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_target");
    }

    @Test
    void aProgramGetsNoTokenForTheGateway() {
        HttpCalls.Answer answer = calls.postForm(
                "/token",
                OAuthClient.basic("watchbill-cli"),
                Browser.encode("grant_type", "client_credentials", "resource", "http://localhost:8080/sse"));
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_target");
    }

    @Test
    void aGatewayElsewhereHasItsEndpointsThere() {
        Map<String, String> elsewhere =
                Map.of("demo", "true", "resources.gateway", "https://on-call.example/watchbill/mcp");
        try (RunningAuth own = RunningAuth.start(database.settings(), elsewhere)) {
            OAuthClient ownClient = OAuthClient.register(own.calls(), "Elsewhere", "http://127.0.0.1/callback");
            Browser ownBrowser = new Browser(own.calls()).signIn("ben@harbor.example");
            HttpCalls.Answer redeemed = ownClient.redeem(ownClient.codeAt(
                    ownBrowser,
                    ownClient.authorizePath(
                            "scope", "schedule:read", "resource", "https://on-call.example/watchbill/sse")));
            assertThat(claims(redeemed).path("aud").stringValue()).isEqualTo("https://on-call.example/watchbill/sse");
            assertThat(exchange(own.calls(), redeemed).status()).isEqualTo(200);
            assertThat(OAuthClient.answerParameters(ownBrowser.get(ownClient.authorizePath())))
                    .containsEntry("error", "invalid_target");
        }
    }

    @Test
    void aGatewayThatIsNotAtMcpStopsTheStart() {
        assertThatThrownBy(() -> RunningAuth.start(
                        database.settings(), Map.of("resources.gateway", "https://on-call.example/other")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Setting 'resources.gateway' must end with /mcp");
    }

    private static HttpCalls.Answer exchange(HttpCalls calls, HttpCalls.Answer tokens) {
        return OAuthClient.exchange(
                calls, tokens.json().path("access_token").stringValue(), "schedule-service", "audit-service");
    }

    private static JsonNode claims(HttpCalls.Answer tokens) {
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return OAuthClient.claims(tokens.json().path("access_token").stringValue());
    }
}
