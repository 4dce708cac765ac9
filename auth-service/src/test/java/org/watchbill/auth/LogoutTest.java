package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** OpenID Connect RP-Initiated Logout. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LogoutTest {

    private static final String RETURN = "https://app.example/signed-out?from=watchbill";

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    LogoutTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Logout " + UUID.randomUUID(), "http://127.0.0.1/callback");
        browser = new Browser(calls).signIn("ana@harbor.example");
    }

    @BeforeEach
    void allowTheReturn() {
        auth.sql("UPDATE clients SET post_logout_redirect_uris = '[\"" + RETURN + "\"]' WHERE id = '" + client.id()
                + "'");
    }

    @Test
    void aValidHintSignsThatPersonOutAtOnceAndLeadsBack() {
        HttpCalls.Answer answer =
                browser.get(logout("id_token_hint", idToken(), "post_logout_redirect_uri", RETURN, "state", "s&1"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains(RETURN + "&state=s%261");
        assertThat(isSignedIn()).isFalse();
        HttpCalls.Answer again = browser.get(logout("id_token_hint", idToken(), "post_logout_redirect_uri", RETURN));
        assertThat(again.header("location")).contains(RETURN);
    }

    @Test
    void anExpiredHintIsAsGood() {
        String hint = idToken();
        auth.time().advance(Duration.ofHours(2));
        assertThat(browser.get(logout("id_token_hint", hint)).body()).contains("You are signed out");
        assertThat(isSignedIn()).isFalse();
    }

    @Check("S15")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://app.example/signed-out",
                "https://app.example/signed-out?from=watchbill&x=1",
                "https://app.example.evil.example/signed-out?from=watchbill",
                "javascript:alert(1)"
            })
    void s15AnUnregisteredAddressIsNeverGoneTo(String address) {
        HttpCalls.Answer answer = browser.get(logout("id_token_hint", idToken(), "post_logout_redirect_uri", address));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("location")).isEmpty();
        assertThat(answer.body()).contains("You are signed out").doesNotContain("evil");
    }

    @Check("S15")
    @Test
    void s15WithoutAValidHintThePersonIsAskedAndAnUnvouchedClientGetsNobodyBack() {
        String good = idToken();
        String other = idTokenOf("ben@harbor.example");
        String forged = good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(342);
        for (String hint : new String[] {"", "garbage", forged, other, accessToken()}) {
            HttpCalls.Answer page = browser.get(
                    logout("id_token_hint", hint, "client_id", client.id(), "post_logout_redirect_uri", RETURN));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("Sign out?");
            assertThat(isSignedIn()).as(hint).isTrue();
        }
        HttpCalls.Answer page = browser.get(logout("client_id", client.id(), "post_logout_redirect_uri", RETURN));
        HttpCalls.Answer confirmed =
                browser.submit("/logout/confirmed", Browser.hidden(page, "/logout/confirmed"), Map.of());
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.header("location")).isEmpty();
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void aHintForAnotherClientThanTheNamedOneIsNone() {
        HttpCalls.Answer answer = browser.get(
                logout("id_token_hint", idToken(), "client_id", "somebody-else", "post_logout_redirect_uri", RETURN));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("Sign out?");
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void aConfirmationIsSentByThePageAlone() {
        assertThat(browser.submit("/logout/confirmed", "csrf=made-up", Map.of()).status())
                .isEqualTo(403);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void aPostGoesOnAsAGet() {
        HttpCalls.Answer answer = calls.postForm(
                "/logout", Map.of(), Browser.encode("client_id", "a b", "state", "x", "unknown", "dropped"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/logout?client_id=a+b&state=x");
    }

    @Test
    void withoutASessionAndAHintNobodyIsSentAnywhere() {
        HttpCalls.Answer answer =
                new Browser(calls).get(logout("client_id", client.id(), "post_logout_redirect_uri", RETURN));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("You are signed out");
    }

    private static String logout(String... parameters) {
        return "/logout?" + Browser.encode(parameters);
    }

    private boolean isSignedIn() {
        return browser.get("/").body().contains("Ana Ruiz");
    }

    private String idToken() {
        return idTokenOf("ana@harbor.example");
    }

    private String idTokenOf(String email) {
        return client.connect(new Browser(calls).signIn(email), "openid")
                .path("id_token")
                .stringValue();
    }

    private String accessToken() {
        return client.connect(new Browser(calls).signIn("ana@harbor.example"), "openid")
                .path("access_token")
                .stringValue();
    }
}
