package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuthorizeTest {

    private final Browser browser;
    private final OAuthClient client;
    private final HttpCalls calls;
    private final MovableTime time;

    AuthorizeTest(TestDatabase database) {
        calls = RunningAuth.shared(database).calls();
        time = RunningAuth.shared(database).time();
        browser = new Browser(calls);
        client = OAuthClient.register(
                calls,
                "Authorize " + UUID.randomUUID(),
                "http://127.0.0.1:33418/callback",
                "https://app.example/cb?a=b");
    }

    @Check({"A01", "Q03"})
    @Test
    void a01AnUnknownClientGetsAPageThatSaysWhatToDo() {
        HttpCalls.Answer answer = browser.get(client.authorizePath("client_id", "wb_gone"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("location")).isEmpty();
        assertThat(answer.body()).contains("Remove the connection in the app and add it again");
    }

    @Check({"A02", "A03", "A04", "A05", "A06", "A07", "A08"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "http://127.0.0.1:33418/callback/more",
                "http://127.0.0.1:33418/x/../callback",
                "http://127.0.0.1:33418/callback?more=1",
                "http://127.0.0.1:33418/callback#fragment",
                "http://127.0.0.1:33418@evil.example/callback",
                "HTTP://127.0.0.1:33418/callback",
                "http://localhost:33418/callback",
                "https://app.example/cb",
                "https://app.example:8443/cb?a=b"
            })
    void n32A02ToA08ARedirectUriThatIsNotRegisteredIsNeverUsed(String redirectUri) {
        HttpCalls.Answer answer =
                browser.signIn("ana@harbor.example").get(client.authorizePath("redirect_uri", redirectUri));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("location")).isEmpty();
    }

    @Check({"A09", "A10", "A11", "A12", "A13", "A14", "A17", "A18", "A19", "A23", "A25"})
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                A09 no response_type,       response_type,          '',                                           invalid_request
                A10 token,                  response_type,          token,                                        unsupported_response_type
                A11 no challenge,           code_challenge,         '',                                           invalid_request
                A12 plain,                  code_challenge_method,  plain,                                        invalid_request
                A13 no method,              code_challenge_method,  '',                                           invalid_request
                A14 short challenge,        code_challenge,         abcdefghij,                                   invalid_request
                A17 unknown resource,       resource,               https://evil.example/mcp,                     invalid_target
                A18 resource with fragment, resource,               http://localhost:8080/mcp#x,                  invalid_target
                A19 relative resource,      resource,               /mcp,                                         invalid_target
                A23 request_uri,            request_uri,            http://169.254.169.254/x,                     request_uri_not_supported
                request object,             request,                e30.e30.,                                     request_not_supported
                response mode,              response_mode,          fragment,                                     invalid_request
                unknown prompt,             prompt,                 magic,                                        invalid_request
                max_age of no number,       max_age,                soon,                                         invalid_request
                prompt none and session,    prompt,                 none,                                         consent_required
                """)
    void n32A09ToA25FaultsAreToldToTheClientWithIssuerAndState(
            String name, String parameter, String value, String error) {
        HttpCalls.Answer answer = browser.signIn("ana@harbor.example").get(client.authorizePath(parameter, value));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location").orElseThrow()).startsWith(OAuthClient.REDIRECT + "?error=");
        Map<String, String> parameters = OAuthClient.answerParameters(answer);
        assertThat(parameters)
                .containsEntry("error", error)
                .containsEntry("state", "st/1 &=")
                .containsEntry("iss", "http://localhost:8081");
    }

    @Test
    void nothingIsRedirectedBeforeSomebodyIsSignedIn() {
        HttpCalls.Answer answer = browser.get(client.authorizePath("response_type", "token"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("action=\"/sign-in\"");
    }

    @Check("A15")
    @Test
    void a15ARepeatedStateIsAnErrorWithoutState() {
        HttpCalls.Answer answer = browser.signIn("ana@harbor.example").get(client.authorizePath() + "&state=second");
        assertThat(OAuthClient.answerParameters(answer))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("state");
    }

    @Check("A16")
    @Test
    void a16ARepeatedClientIdIsAPage() {
        HttpCalls.Answer answer = browser.get(client.authorizePath() + "&client_id=" + client.id());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("location")).isEmpty();
    }

    @Test
    void aStateOf2048CharactersComesBackAndALongerOneIsRefused() {
        browser.signIn("ana@harbor.example");
        String state = "s".repeat(2048);
        HttpCalls.Answer page = browser.get(client.authorizePath("state", state));
        HttpCalls.Answer answer = browser.submit("/authorize/decision", page, "decision", "deny");
        assertThat(OAuthClient.answerParameters(answer)).containsEntry("state", state);
        assertThat(OAuthClient.answerParameters(browser.get(client.authorizePath("state", state + "s"))))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("state");
    }

    @Check({"A20", "Q12"})
    @Test
    void a20UnknownScopesAreNarrowedAway() {
        String code = client.code(browser.signIn("ana@harbor.example"), "schedule:read galaxy:destroy read:members");
        assertThat(client.redeem(code).json().path("scope").stringValue()).isEqualTo("members:read schedule:read");
    }

    @Check("A21")
    @ParameterizedTest
    @ValueSource(strings = {"", "galaxy:destroy", "openid email profile"})
    void a21WithoutAKnownScopeTheDefaultReadsAreGrantedAndChangesOfferedUnticked(String scope) {
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", scope));
        assertThat(page.body()).contains("value=\"requests:write\">").doesNotContain(" checked>");
        String code = client.codeAt(browser, client.authorizePath("scope", scope));
        assertThat(client.redeem(code).json().path("scope").stringValue())
                .contains("schedule:read", "requests:read")
                .doesNotContain("write", "approve");
    }

    @Check("A22")
    @Test
    void a22SilentWithoutSessionAnswersLoginRequired() {
        HttpCalls.Answer answer = browser.get(client.authorizePath("prompt", "none"));
        assertThat(OAuthClient.answerParameters(answer))
                .containsEntry("error", "login_required")
                .containsEntry("iss", "http://localhost:8081");
    }

    @ParameterizedTest
    @CsvSource({"prompt, login", "prompt, login consent", "max_age, 60"})
    void somebodyWhoMustSignInAgainIsAskedForThePasswordOnce(String parameter, String value) {
        browser.signIn("ana@harbor.example");
        time.advance(Duration.ofSeconds(61));
        HttpCalls.Answer form = browser.get(client.authorizePath(parameter, value));
        assertThat(form.body()).contains("action=\"/sign-in\"");
        HttpCalls.Answer answer =
                browser.submit("/sign-in", form, "email", "ana@harbor.example", "password", "watchbill-demo");
        assertThat(browser.get(answer.header("location").orElseThrow()).body())
                .contains("action=\"/authorize/decision\"");
    }

    @Test
    void aSignInWithinMaxAgeIsEnough() {
        browser.signIn("ana@harbor.example");
        time.advance(Duration.ofSeconds(59));
        assertThat(browser.get(client.authorizePath("max_age", "60")).body())
                .contains("action=\"/authorize/decision\"");
    }

    @Check("A24")
    @Test
    void a24SuccessCarriesTheIssuerAndTheExactState() {
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = browser.get(client.authorizePath());
        HttpCalls.Answer answer = browser.submit("/authorize/decision", page, "decision", "approve");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(OAuthClient.answerParameters(answer))
                .containsEntry("iss", "http://localhost:8081")
                .containsEntry("state", "st/1 &=")
                .containsOnlyKeys("code", "state", "iss");
    }

    @Test
    void denyingTellsTheClientAccessDenied() {
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = browser.get(client.authorizePath("redirect_uri", "https://app.example/cb?a=b"));
        HttpCalls.Answer answer = browser.submit("/authorize/decision", page, "decision", "deny");
        assertThat(answer.header("location"))
                .contains("https://app.example/cb?a=b&error=access_denied&state=st%2F1+%26%3D"
                        + "&iss=http%3A%2F%2Flocalhost%3A8081");
    }

    @Check({"D02", "D03"})
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "D02, http://127.0.0.1/, http://127.0.0.1:59656",
        "D02, http://127.0.0.1/, http://127.0.0.1:59656/",
        "D03, http://localhost/callback, http://localhost:58135/callback",
        "D03, http://127.0.0.1:1/callback, http://127.0.0.1/callback",
        "D02, http://[::1]/callback, http://[::1]:4711/callback"
    })
    void aLoopbackPortIsFree(String id, String registered, String asked) {
        OAuthClient local = OAuthClient.register(calls, "Native " + registered, registered);
        HttpCalls.Answer answer = browser.signIn("ana@harbor.example").get(local.authorizePath("redirect_uri", asked));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("On your own machine");
    }

    @Test
    void aRequestSentAsAFormGoesOnAsAGet() {
        String query = client.authorizePath().substring("/authorize?".length());
        HttpCalls.Answer answer = browser.submit("/authorize", query, Map.of());
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/authorize?" + query);
        assertThat(browser.submit("/authorize", "state=a\r\nSet-Cookie: b=c", Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(browser.submit("/authorize", "state=" + "s".repeat(8000), Map.of())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "prompt,        select_account",
        "prompt,        create",
        "claims,        {\"id_token\":null",
        "ui_locales,    xx-unknown",
        "display,       hologram",
        "acr_values,    urn:none",
        "id_token_hint, garbage",
        "unknown,       parameter"
    })
    void whatIsNotUnderstoodOrNotNeededIsIgnored(String parameter, String value) {
        HttpCalls.Answer page = browser.signIn("ana@harbor.example").get(client.authorizePath(parameter, value));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("action=\"/authorize/decision\"");
    }

    @Test
    void somebodyElseCanSignInInstead() {
        String page = browser.signIn("ana@harbor.example")
                .get(client.authorizePath("scope", "schedule:read"))
                .body();
        String link = page.substring(page.indexOf("<a href=\"") + 9, page.indexOf("\">Use another account"));
        HttpCalls.Answer form = browser.get(link.replace("&amp;", "&"));
        assertThat(form.body()).contains("action=\"/sign-in\"");
        HttpCalls.Answer answer =
                browser.submit("/sign-in", form, "email", "ben@harbor.example", "password", "watchbill-demo");
        assertThat(browser.get(answer.header("location").orElseThrow()).body())
                .contains("act for you, <strong>ben@harbor.example</strong>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri", "scope", "state", "nonce", "resource", "request_uri", "other"})
    void aZeroCharacterIsRefusedOnAPage(String parameter) {
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer answer = browser.get(client.authorizePath(parameter, "a\0b"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("location")).isEmpty();
    }

    @Test
    void manyUnknownScopesAreNoBurden() {
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read " + "\u0001 ".repeat(900)));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("see the schedule and who is on duty");
    }
}
