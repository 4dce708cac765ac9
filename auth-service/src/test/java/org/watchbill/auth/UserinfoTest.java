package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserinfoTest {

    private static final String ANA = "0197a000-0000-7000-8000-0000000000a2";

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    UserinfoTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Userinfo", "http://127.0.0.1/callback");
        browser = new Browser(calls).signIn("ana@harbor.example");
    }

    @Test
    void eachScopeTellsItsOwnClaims() {
        assertThat(userinfo(token("openid")).json()).isEqualTo(claims("sub", ANA));
        assertThat(userinfo(token("openid profile")).json()).isEqualTo(claims("sub", ANA, "name", "Ana Ruiz"));
        ObjectNode all = claims("sub", ANA, "name", "Ana Ruiz", "email", "ana@harbor.example");
        String token = token("openid profile email");
        assertThat(userinfo(token).json()).isEqualTo(all.put("email_verified", false));
        auth.sql("UPDATE users SET email_verified_at = CURRENT_TIMESTAMP WHERE email = 'ana@harbor.example'");
        assertThat(userinfo(token).json()).isEqualTo(all.put("email_verified", true));
        auth.sql("UPDATE users SET email_verified_at = NULL WHERE email = 'ana@harbor.example'");
    }

    @Test
    void aPostIsAnsweredAlikeAndBrowsersMayAsk() {
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + token("openid"));
        HttpCalls.Answer answer = calls.postForm("/userinfo", bearer, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(claims("sub", ANA));
        assertThat(answer.header("access-control-allow-origin")).contains("*");
        assertThat(answer.header("cache-control")).contains("no-store");
    }

    @Check("Q25")
    @Test
    void withoutATokenThereIsABareChallenge() {
        HttpCalls.Answer answer = calls.get("/userinfo");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).contains("Bearer");
        assertThat(calls.get("/userinfo?access_token=" + token("openid")).status())
                .isEqualTo(401);
    }

    @Test
    void aTokenWithoutOpenidIsNotEnough() {
        HttpCalls.Answer answer = userinfo(token("schedule:read"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("www-authenticate")).contains("Bearer error=\"insufficient_scope\", scope=\"openid\"");
    }

    @Test
    void badExpiredRevokedAndForeignTokensAreInvalid() {
        invalid("garbage");
        String revoked = token("openid");
        calls.postForm("/revoke", Map.of(), Browser.encode("token", revoked, "client_id", client.id()));
        invalid(revoked);
        String internal = OAuthClient.exchange(calls, token("openid"), "schedule-service")
                .json()
                .path("access_token")
                .stringValue();
        invalid(internal);
        JsonNode tokens = client.redeem(client.code(browser, "openid")).json();
        invalid(tokens.path("id_token").stringValue());
        invalid(tokens.path("refresh_token").stringValue());
        auth.time().advance(Duration.ofHours(1));
        invalid(tokens.path("access_token").stringValue());
    }

    private void invalid(String token) {
        HttpCalls.Answer answer = userinfo(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate").orElseThrow()).startsWith("Bearer error=\"invalid_token\"");
    }

    private String token(String scope) {
        return client.connect(browser, scope).path("access_token").stringValue();
    }

    private HttpCalls.Answer userinfo(String token) {
        return calls.get("/userinfo", Map.of("Authorization", "Bearer " + token));
    }

    private static ObjectNode claims(String... pairs) {
        ObjectNode claims = Json.object();
        for (int i = 0; i < pairs.length; i += 2) {
            claims.put(pairs[i], pairs[i + 1]);
        }
        return claims;
    }
}
