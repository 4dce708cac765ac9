package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
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
import org.watchbill.kit.testing.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PagesTest {

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;

    PagesTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        browser = new Browser(calls);
    }

    @Check({"A26", "S19"})
    @ParameterizedTest
    @CsvSource({
        "/sign-in,               ; script-src 'self'",
        "/,                      ; script-src 'self'",
        "/authorize?client_id=x, ''",
        "/setup?token=x,         ''"
    })
    void n33A26EveryPageForbidsFramesForeignScriptsAndCaching(String path, String scripts) {
        HttpCalls.Answer answer = browser.get(path);
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'" + scripts);
        assertThat(answer.header("x-frame-options")).contains("DENY");
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.header("referrer-policy")).contains("no-referrer");
        assertThat(answer.header("content-type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).doesNotContainIgnoringCase("<script>", "javascript:", "onclick", "style=");
    }

    @Check("A27")
    @Test
    void a27TheSessionCookieIsOutOfReach() {
        HttpCalls.Answer page = browser.get("/sign-in");
        HttpCalls.Answer answer =
                browser.submit("/sign-in", page, "email", "ana@harbor.example", "password", "watchbill-demo");
        String cookie = answer.header("set-cookie").orElseThrow();
        assertThat(cookie).startsWith("watchbill_session=").contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(cookie).doesNotContain("Secure");
    }

    @Test
    void behindHttpsTheCookieIsSecure() {
        try (RunningAuth https =
                RunningAuth.start(TestDatabase.H2.settings(), Map.of("server.public-url", "https://auth.example"))) {
            assertThat(https.calls().get("/sign-in").header("set-cookie").orElseThrow())
                    .contains("Secure");
        }
    }

    @Check("S20")
    @Test
    void s20SigningInAnswers303() {
        HttpCalls.Answer answer = browser.submit(
                "/sign-in", browser.get("/sign-in"), "email", "ben@harbor.example", "password", "watchbill-demo");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/");
    }

    @Test
    void signingInMakesANewSessionWhateverTheBrowserBrought() {
        browser.setCookie("watchbill_session", "planted");
        browser.signIn("ben@harbor.example");
        String first = browser.cookie("watchbill_session");
        assertThat(first).isNotEqualTo("planted").hasSize(43);
        Browser copy = new Browser(calls);
        copy.setCookie("watchbill_session", first);
        browser.signIn("ben@harbor.example");
        assertThat(copy.get("/").body()).contains("action=\"/sign-in\"");
    }

    @Test
    void theHomePageSaysWhoIsSignedInAndSigningOutEndsIt() {
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer home = browser.get("/");
        assertThat(home.body()).contains("Ana Ruiz", "ana@harbor.example", "Harbor Clinic", "member");
        Browser copy = new Browser(calls);
        copy.setCookie("watchbill_session", browser.cookie("watchbill_session"));
        assertThat(browser.signOut(home).status()).isEqualTo(303);
        assertThat(browser.cookie("watchbill_session")).isEmpty();
        assertThat(copy.get("/").body()).contains("action=\"/sign-in\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/invitation,     x%0d%0aX-Planted:1",
        "/reset-password, x%0d%0aX-Planted:1",
        "/verify-email,   x%0d%0aX-Planted:1",
        "/invitation,     x;%20Path=/;%20Max-Age=99999999"
    })
    void aLinkCanPlantNeitherHeadersNorCookiesInTheAnswer(String path, String token) {
        HttpCalls.Answer answer = browser.get(path + "?token=" + token);
        assertThat(answer.header("x-planted")).isEmpty();
        assertThat(answer.header("set-cookie").orElse("")).doesNotContain("watchbill_link", "Planted", "99999999");
    }

    @Test
    void aSessionEndsAfterTwelveHours() {
        browser.signIn("ana@harbor.example");
        auth.time().advance(Duration.ofHours(12));
        assertThat(browser.get("/").body()).contains("action=\"/sign-in\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/authorize/../sign-out",
                "/authorize?x\r\nSet-Cookie: a=b",
                "/authorize?\\evil",
                "javascript:alert(1)"
            })
    void theWayBackLeadsNowhereElse(String continueTo) {
        HttpCalls.Answer page = browser.get("/sign-in");
        String form = Browser.hidden(page).replaceAll("continue=[^&]*", "")
                + "&"
                + Browser.encode("continue", continueTo, "email", "ana@harbor.example", "password", "watchbill-demo");
        assertThat(browser.submit("/sign-in", form, Map.of()).header("location"))
                .contains("/");
    }

    @Check("S10")
    @Test
    void s10UnknownPeopleAndWrongPasswordsLookTheSame() {
        HttpCalls.Answer wrong =
                browser.submit("/sign-in", browser.get("/sign-in"), "email", "s10@harbor.example", "password", "x");
        HttpCalls.Answer known =
                browser.submit("/sign-in", browser.get("/sign-in"), "email", "ben@harbor.example", "password", "x");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(known.status()).isEqualTo(400);
        assertThat(alike(known).replace("ben@harbor", "s10@harbor")).isEqualTo(alike(wrong));
    }

    /** Without what is different in every answer. */
    private static String alike(HttpCalls.Answer answer) {
        return answer.body().replaceAll("data-challenge=\"[^\"]*\"", "");
    }

    @Check("S10")
    @Test
    void s10AfterFiveFailuresTheAccountWaitsFromThisAddressKnownOrNot() {
        auth.time().advance(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            assertThat(attempt("nobody@harbor.example").status()).isEqualTo(400);
        }
        HttpCalls.Answer refused = attempt("NOBODY@harbor.example");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).contains("180");
        assertThat(refused.body()).contains("Too many attempts");
        auth.time().advance(Duration.ofMinutes(3));
        assertThat(attempt("nobody@harbor.example").status()).isEqualTo(400);
    }

    @Check("S10")
    @Test
    void s10BehindAProxyTheClientsAddressCountsAndNotTheProxys() {
        try (RunningAuth proxied =
                RunningAuth.start(TestDatabase.H2.settings(), Map.of("server.trusted-proxies", "127.0.0.0/8"))) {
            Browser visitor = new Browser(proxied.calls());
            for (int i = 0; i < 5; i++) {
                assertThat(attempt(visitor, "198.51.100.1, 203.0.113.7").status())
                        .isEqualTo(400);
            }
            assertThat(attempt(visitor, "198.51.100.2, 203.0.113.7").status()).isEqualTo(429);
            assertThat(attempt(visitor, "203.0.113.8").status()).isEqualTo(400);
        }
    }

    private static HttpCalls.Answer attempt(Browser visitor, String forwardedFor) {
        String form = Browser.hidden(visitor.get("/sign-in")) + "&"
                + Browser.encode("email", "nobody@harbor.example", "password", "wrong");
        return visitor.submit("/sign-in", form, Map.of("X-Forwarded-For", forwardedFor));
    }

    @Check("S05")
    @Test
    void n33S05FormsNeedTheTokenOfThisBrowserAndOurOrigin() {
        HttpCalls.Answer page = browser.get("/sign-in");
        String fields = "email=ana%40harbor.example&password=watchbill-demo";
        String good = Browser.hidden(page) + "&" + fields;
        assertThat(browser.submit("/sign-in", fields, Map.of()).status()).isEqualTo(403);
        assertThat(browser.submit("/sign-in", good.replace("csrf=", "csrf=x"), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(new Browser(calls).submit("/sign-in", good, Map.of()).status())
                .isEqualTo(403);
        assertThat(browser.submit("/sign-in", good, Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit("/sign-in", good, Map.of("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit("/sign-in", good, Map.of("Origin", "null")).status())
                .isEqualTo(303);
    }

    @Test
    void hostileNamesOfClientsStayText() {
        OAuthClient client = OAuthClient.register(
                calls, "</strong><script>alert(1)</script>\"onload='x'", "https://app.example/callback");
        browser.signIn("ana@harbor.example");
        String page = browser.get(client.authorizePath("redirect_uri", "https://app.example/callback"))
                .body();
        assertThat(page)
                .contains("&lt;/strong&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script")
                .contains("app.example")
                .doesNotContain("On your own machine");
    }

    @Test
    void theHintOfTheClientFillsTheFormAsText() {
        OAuthClient client = OAuthClient.register(calls, "Hint", "http://127.0.0.1/callback");
        assertThat(browser.get(client.authorizePath("login_hint", "\"><b>ana@harbor.example"))
                        .body())
                .contains("value=\"&#34;")
                .doesNotContain("<b>");
    }

    @Test
    void theStylesheetIsOurOwn() {
        HttpCalls.Answer answer = calls.get("/style.css");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("text/css; charset=utf-8");
    }

    private HttpCalls.Answer attempt(String email) {
        return browser.submit("/sign-in", browser.get("/sign-in"), "email", email, "password", "wrong");
    }
}
