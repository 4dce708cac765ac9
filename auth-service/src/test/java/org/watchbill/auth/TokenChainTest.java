package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** The main job: register, sign in, consent, redeem, refresh, exchange. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenChainTest {

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;

    TokenChainTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        browser = new Browser(calls);
    }

    @Check("Q16")
    @Test
    void aClientThatKnowsOnlyTheIssuerEndsWithAnInternalTokenOfTheGateway() {
        OAuthClient client = OAuthClient.register(calls, "Chain", "http://127.0.0.1/callback");
        HttpCalls.Answer signInPage = browser.get(client.authorizePath("scope", "schedule:read requests:write"));
        HttpCalls.Answer signedIn =
                browser.submit("/sign-in", signInPage, "email", "Ana@Harbor.example ", "password", "watchbill-demo");
        assertThat(signedIn.status()).isEqualTo(303);

        String code = client.codeAt(browser, signedIn.header("location").orElseThrow(), "requests:write");
        HttpCalls.Answer answer = client.redeem(code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode tokens = answer.json();
        assertThat(tokens.path("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").intValue()).isEqualTo(3600);
        assertThat(tokens.path("scope").stringValue()).isEqualTo("requests:read requests:write schedule:read");

        JsonNode refreshed =
                client.refresh(tokens.path("refresh_token").stringValue()).json();
        HttpCalls.Answer exchanged = OAuthClient.exchange(
                calls, refreshed.path("access_token").stringValue(), "schedule-service", "audit-service");
        assertThat(exchanged.status()).as(exchanged.body()).isEqualTo(200);
        assertThat(exchanged.json().path("expires_in").intValue()).isEqualTo(600);
        assertThat(exchanged.json().path("issued_token_type").stringValue())
                .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    }

    @Check("J02")
    @Test
    void theGatewayTokenCarriesTheOrganisationAndNoPersonalData() {
        OAuthClient client = OAuthClient.register(calls, "Claims", "http://127.0.0.1/callback");
        String token = client.connect(browser.signIn("ana@harbor.example"), "schedule:read")
                .path("access_token")
                .stringValue();
        JsonNode claims = OAuthClient.claims(token);
        assertThat(OAuthClient.header(token).path("typ").stringValue()).isEqualTo("at+jwt");
        assertThat(OAuthClient.header(token).path("alg").stringValue()).isEqualTo("ES256");
        assertThat(claims.path("iss").stringValue()).isEqualTo("http://localhost:8081");
        assertThat(claims.path("aud").stringValue()).isEqualTo("http://localhost:8080/mcp");
        assertThat(claims.path("sub").stringValue()).isEqualTo("0197a000-0000-7000-8000-0000000000a2");
        assertThat(claims.path("client_id").stringValue()).isEqualTo(client.id());
        assertThat(claims.path("org").stringValue()).isEqualTo("0197a000-0000-7000-8000-000000000001");
        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder(
                        "iss", "sub", "aud", "client_id", "iat", "exp", "jti", "scope", "grant", "org");
    }

    @Test
    void theInternalTokenSaysEverythingAboutThePersonAndWhoActs() {
        OAuthClient client = OAuthClient.register(calls, "Internal", "http://127.0.0.1/callback");
        JsonNode tokens = client.connect(browser.signIn("admin@harbor.example"), "schedule:write", "schedule:write");
        JsonNode claims = OAuthClient.claims(
                OAuthClient.exchange(calls, tokens.path("access_token").stringValue(), "schedule-service")
                        .json()
                        .path("access_token")
                        .stringValue());
        assertThat(claims.path("aud").stringValue()).isEqualTo("schedule-service");
        assertThat(claims.path("org_name").stringValue()).isEqualTo("Harbor Clinic");
        assertThat(claims.path("org_zone").stringValue()).isEqualTo("America/New_York");
        assertThat(claims.path("role").stringValue()).isEqualTo("admin");
        assertThat(claims.path("name").stringValue()).isEqualTo("Avery Stone");
        assertThat(claims.path("email").stringValue()).isEqualTo("admin@harbor.example");
        assertThat(claims.path("act").path("sub").stringValue()).isEqualTo("client:mcp-gateway");
        assertThat(claims.path("scope").stringValue()).isEqualTo("schedule:read schedule:write");
        assertThat(claims.path("grant").stringValue())
                .isEqualTo(OAuthClient.claims(tokens.path("access_token").stringValue())
                        .path("grant")
                        .stringValue());
    }

    @Test
    void anApiTokenIsForTheNamedResourceAndNamesThePerson() {
        OAuthClient client = OAuthClient.register(calls, "Api", "http://127.0.0.1/callback");
        String code = client.codeAt(
                browser.signIn("ben@harbor.example"),
                client.authorizePath("scope", "schedule:read", "resource", "HTTP://Localhost:8082/api/"));
        JsonNode claims = OAuthClient.claims(
                client.redeem(code).json().path("access_token").stringValue());
        assertThat(claims.path("aud").stringValue()).isEqualTo("http://localhost:8082/api");
        assertThat(claims.path("role").stringValue()).isEqualTo("member");
        assertThat(claims.path("name").stringValue()).isEqualTo("Ben Okafor");
        assertThat(claims.path("email").stringValue()).isEqualTo("ben@harbor.example");
    }

    @Test
    void anIdTokenComesWithOpenid() {
        OAuthClient client = OAuthClient.register(calls, "Oidc", "http://127.0.0.1/callback");
        String code = client.codeAt(
                browser.signIn("ben@harbor.example"),
                client.authorizePath("scope", "openid email offline_access", "nonce", "n-1"));
        JsonNode answer = client.redeem(code).json();
        String idToken = answer.path("id_token").stringValue();
        JsonNode claims = OAuthClient.claims(idToken);
        assertThat(OAuthClient.header(idToken).path("alg").stringValue()).isEqualTo("RS256");
        assertThat(claims.path("aud").stringValue()).isEqualTo(client.id());
        assertThat(claims.path("nonce").stringValue()).isEqualTo("n-1");
        assertThat(claims.path("email").stringValue()).isEqualTo("ben@harbor.example");
        assertThat(claims.path("email_verified").booleanValue()).isFalse();
        assertThat(claims.path("amr").toString()).isEqualTo("[\"pwd\"]");
        assertThat(claims.has("name")).isFalse();
        assertThat(claims.path("auth_time").longValue())
                .isEqualTo(auth.time().instant().getEpochSecond());
    }
}
