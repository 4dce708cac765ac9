package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TokensPage;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RevocationTest {

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    RevocationTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Revoked", "http://127.0.0.1/callback");
        browser = new Browser(calls).signIn("ana@harbor.example");
    }

    @Check("V01")
    @Test
    void v01AnUnknownTokenIsNoError() {
        for (String token : new String[] {"unknown", "a.b.c"}) {
            HttpCalls.Answer answer = revoke(token, client.id());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Check("V02")
    @Test
    void v02ARevokedRefreshTokenEndsTheWholeConnection() {
        JsonNode tokens = client.connect(browser, "schedule:read");
        assertThat(revoke(refreshToken(tokens), client.id()).status()).isEqualTo(200);
        dead(tokens);
        assertThat(revoke(refreshToken(tokens), client.id()).status()).isEqualTo(200);
    }

    @Test
    void anOlderRefreshTokenOfTheChainEndsItToo() {
        JsonNode tokens = client.connect(browser, "schedule:read");
        JsonNode next = client.refresh(refreshToken(tokens)).json();
        assertThat(revoke(refreshToken(tokens), client.id()).status()).isEqualTo(200);
        dead(next);
    }

    @Test
    void anAccessTokenEndsTheWholeConnectionAndTheAuditLogIsTold() {
        JsonNode tokens = client.connect(browser, "schedule:read");
        assertThat(revoke(accessToken(tokens), client.id()).status()).isEqualTo(200);
        dead(tokens);
        String grant = OAuthClient.claims(accessToken(tokens)).path("grant").stringValue();
        assertThat(auth.content("outbox").lines())
                .filteredOn(row -> row.contains("revoke_connection") && row.contains(grant))
                .hasSize(1);
    }

    @Test
    void nobodyEndsAnotherClientsConnection() {
        OAuthClient other = OAuthClient.register(calls, "Other", "http://127.0.0.1/callback");
        JsonNode tokens = client.connect(browser, "schedule:read");
        for (String token : new String[] {refreshToken(tokens), accessToken(tokens)}) {
            HttpCalls.Answer answer = revoke(token, other.id());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_grant");
        }
        assertThat(client.refresh(refreshToken(tokens)).status()).isEqualTo(200);
    }

    @Test
    void aClientNamesItself() {
        JsonNode tokens = client.connect(browser, "schedule:read");
        HttpCalls.Answer nameless = calls.postForm("/revoke", Map.of(), "token=" + refreshToken(tokens));
        assertThat(nameless.status()).isEqualTo(401);
        assertThat(revoke(refreshToken(tokens), "unknown").status()).isEqualTo(401);
        assertThat(client.refresh(refreshToken(tokens)).status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeRevokedIsSaid() {
        String token = calls.postForm(
                        "/token",
                        OAuthClient.basic("watchbill-cli"),
                        "grant_type=client_credentials&organisation=harbor-clinic&resource=" + RunningAuth.SCHEDULE)
                .json()
                .path("access_token")
                .stringValue();
        HttpCalls.Answer answer =
                calls.postForm("/revoke", OAuthClient.basic("watchbill-cli"), Browser.encode("token", token));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("unsupported_token_type");
    }

    @Test
    void whoeverHoldsAnApiTokenCanEndIt() {
        String token = new TokensPage(browser).make("Lost", "30", "schedule:read");
        String other = new TokensPage(browser).make("Kept", "30", "schedule:read");
        assertThat(exchanged(token)).isTrue();
        assertThat(calls.postForm("/revoke", Map.of(), "token=" + token).status())
                .isEqualTo(200);
        assertThat(exchanged(token)).isFalse();
        assertThat(exchanged(other)).isTrue();
        assertThat(calls.postForm("/revoke", Map.of(), "token=" + token).status())
                .isEqualTo(200);
        assertThat(auth.content("outbox")).contains("revoke_api_token").doesNotContain(token);
    }

    @Test
    void aMissingTokenIsAnInvalidRequest() {
        HttpCalls.Answer answer = calls.postForm("/revoke", Map.of(), "client_id=" + client.id());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_request");
    }

    private boolean exchanged(String apiToken) {
        return OAuthClient.exchangeOf(
                                calls, "urn:watchbill:params:oauth:token-type:api-token", apiToken, "schedule-service")
                        .status()
                == 200;
    }

    private HttpCalls.Answer revoke(String token, String clientId) {
        return calls.postForm("/revoke", Map.of(), Browser.encode("token", token, "client_id", clientId));
    }

    private void dead(JsonNode tokens) {
        HttpCalls.Answer refreshed = client.refresh(refreshToken(tokens));
        assertThat(refreshed.status()).isEqualTo(400);
        assertThat(refreshed.json().path("error").stringValue()).isEqualTo("invalid_grant");
        assertThat(OAuthClient.exchange(calls, accessToken(tokens), "schedule-service")
                        .status())
                .isEqualTo(400);
    }

    private static String refreshToken(JsonNode tokens) {
        return tokens.path("refresh_token").stringValue();
    }

    private static String accessToken(JsonNode tokens) {
        return tokens.path("access_token").stringValue();
    }
}
