package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.AuthenticatorApp;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** Authenticator apps and recovery codes, and the second step of signing in with them. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SecondFactorTest {

    private static final Map<TestDatabase, RunningAuth> OWN = new EnumMap<>(TestDatabase.class);
    private static final String PASSWORD = "watchbill-demo";

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final String email = "p" + UUID.randomUUID() + "@harbor.example";
    private final String user;

    SecondFactorTest(TestDatabase database) {
        auth = OWN.computeIfAbsent(
                database,
                missing -> RunningAuth.start(missing.settings(), Map.of("demo", "true", "exchange.passwords", "true")));
        calls = auth.calls();
        user = auth.addPerson(email);
    }

    @BeforeEach
    void forgetEarlierAttempts() {
        auth.time().advance(Duration.ofHours(1));
    }

    @Test
    void thePageShowsTheSecretAsTextAndAsImageAndNeverInAnAddress() {
        HttpCalls.Answer page = new Browser(calls).signIn(email).get("/account/security/app");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.body()).contains("<svg", "class=\"secret\"").doesNotContain("<img", "otpauth", "<script");
        assertThat(page.header("content-security-policy").orElseThrow()).doesNotContain("script-src", "img-src");
    }

    @Test
    void anAppIsTakenIntoUseWithItsFirstCodeAndTenRecoveryCodesAreShownOnce() {
        Browser browser = new Browser(calls).signIn(email);
        AuthenticatorApp.Enrolled enrolled = AuthenticatorApp.enrol(browser, auth.time());
        assertThat(enrolled.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(browser.get("/account/security").body())
                .contains("Remove the app", "You can use 10 more")
                .doesNotContain(enrolled.recoveryCodes());
        assertThat(auth.content("recovery_codes")).contains(user).doesNotContain(enrolled.recoveryCodes());
        assertThat(browser.get("/account/security/app").header("location")).contains("/account/security");
        assertThat(auth.content("outbox")).contains("add_totp", "make_recovery_codes");
    }

    @Test
    void aWrongFirstCodeChangesNothingAndTheSameSecretIsOfferedAgain() {
        Browser browser = new Browser(calls).signIn(email);
        HttpCalls.Answer page = browser.get("/account/security/app");
        AuthenticatorApp app = AuthenticatorApp.reading(page, auth.time());
        HttpCalls.Answer again = browser.submit("/account/security/app", page, "code", wrong(app.code()));
        assertThat(again.status()).isEqualTo(400);
        assertThat(AuthenticatorApp.reading(again, auth.time()).code()).isEqualTo(app.code());
        assertThat(auth.content("totp_factors")).doesNotContain(user);
        assertThat(browser.submit("/account/security/app", again, "code", app.code())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anOfferIsForOnePersonAndForHalfAnHour() {
        Browser browser = new Browser(calls).signIn(email);
        HttpCalls.Answer page = browser.get("/account/security/app");
        AuthenticatorApp app = AuthenticatorApp.reading(page, auth.time());
        String sealed = Browser.hidden(page).replaceAll(".*secret=([^&]*).*", "$1");

        String stranger = "s" + UUID.randomUUID() + "@harbor.example";
        auth.addPerson(stranger);
        Browser other = new Browser(calls).signIn(stranger);
        String form = Browser.hidden(other.get("/account/security/app")).replaceAll("secret=[^&]*", "secret=" + sealed);
        assertThat(other.submit("/account/security/app", form + "&code=" + app.code(), Map.of())
                        .status())
                .isEqualTo(400);

        auth.time().advance(Duration.ofMinutes(30));
        browser.signIn(email);
        String late = Browser.hidden(browser.get("/account/security")).replaceAll("&.*", "") + "&secret=" + sealed;
        assertThat(browser.submit("/account/security/app", late + "&code=" + app.code(), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(auth.content("totp_factors")).doesNotContain(user);
    }

    @Test
    void thePasswordAloneOpensNothingAndTheCodeDoes() {
        AuthenticatorApp app = enrolled();
        Browser browser = new Browser(calls);
        HttpCalls.Answer first = password(browser, PASSWORD);
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("location")).contains("/sign-in/second");
        assertThat(first.header("set-cookie").orElseThrow())
                .contains("watchbill_step=", "HttpOnly", "SameSite=Lax", "Max-Age=600")
                .doesNotContain("watchbill_session");
        assertThat(browser.get("/account/security").header("location"))
                .contains("/sign-in?continue=%2Faccount%2Fsecurity");
        HttpCalls.Answer page = browser.get("/sign-in/second");
        assertThat(page.header("content-security-policy").orElseThrow()).contains("frame-ancestors 'none'");
        assertThat(page.header("cache-control")).contains("no-store");
        HttpCalls.Answer second = second(browser, "app", app.code());
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("location")).contains("/");
        assertThat(browser.get("/account/security").body())
                .contains("Signed in with password and app code", "this browser");
        assertThat(auth.content("sessions")).contains("|password totp|");
    }

    @Test
    void theWayGoesOnWhereItBegan() {
        AuthenticatorApp app = enrolled();
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in?continue=%2Faccount%2Ftokens");
        browser.submit("/sign-in", page, "email", email, "password", PASSWORD);
        assertThat(second(browser, "app", app.code()).header("location")).contains("/account/tokens");
    }

    @Test
    void aCodeWorksOnceAlsoForManyAtOnce() throws Exception {
        AuthenticatorApp app = enrolled();
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Browser browser = new Browser(calls);
            password(browser, PASSWORD);
            String form = Browser.hidden(browser.get("/sign-in/second"), "/sign-in/second") + "&proof=" + app.code();
            attempts.add(() -> browser.submit("/sign-in/second", form, Map.of()).status());
        }
        assertThat(results(attempts)).containsExactlyInAnyOrder(303, 400, 400, 400, 400);
    }

    @Test
    void aStepOpensOneSessionAlsoForManyAtOnce() throws Exception {
        String[] codes = enrolledWithCodes();
        Browser browser = new Browser(calls);
        password(browser, PASSWORD);
        String form = Browser.hidden(browser.get("/sign-in/second"), "/sign-in/second")
                .replace("app", "recovery");
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String proof = form + "&proof=" + codes[i];
            attempts.add(() -> {
                HttpCalls.Answer answer = browser.submit("/sign-in/second", proof, Map.of());
                return answer.header("location").orElseThrow().equals("/") ? 1 : 0;
            });
        }
        assertThat(results(attempts)).containsExactlyInAnyOrder(1, 0, 0, 0, 0);
    }

    private static List<Integer> results(List<Callable<Integer>> attempts) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> attempt : threads.invokeAll(attempts)) {
                results.add(attempt.get());
            }
            return results;
        }
    }

    @Test
    void aStepBelongsToItsBrowserAndLastsTenMinutes() {
        AuthenticatorApp app = enrolled();
        Browser browser = new Browser(calls);
        password(browser, PASSWORD);
        HttpCalls.Answer page = browser.get("/sign-in/second");
        Browser other = new Browser(calls);
        other.setCookie("watchbill_step", browser.cookie("watchbill_step"));
        String form = Browser.hidden(page, "/sign-in/second") + "&proof=" + app.code();
        assertThat(other.submit("/sign-in/second", form, Map.of()).status()).isEqualTo(403);
        auth.time().advance(Duration.ofMinutes(10));
        assertThat(browser.get("/sign-in/second").header("location")).contains("/sign-in");
        assertThat(browser.submit("/sign-in/second", form, Map.of()).header("location"))
                .contains("/sign-in");
    }

    @Test
    void withoutAStepThereIsNothingToAnswer() {
        Browser browser = new Browser(calls);
        assertThat(browser.get("/sign-in/second").header("location")).contains("/sign-in");
        browser.setCookie("watchbill_step", "planted");
        assertThat(browser.get("/sign-in/second").header("location")).contains("/sign-in");
    }

    @Test
    void fiveWrongCodesWaitHoweverOftenThePasswordIsTyped() {
        AuthenticatorApp app = enrolled();
        for (int i = 0; i < 5; i++) {
            Browser browser = new Browser(calls);
            password(browser, PASSWORD);
            assertThat(second(browser, "app", wrong(app.code())).status()).isEqualTo(400);
        }
        Browser browser = new Browser(calls);
        password(browser, PASSWORD);
        HttpCalls.Answer refused = second(browser, "app", app.code());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).contains("180");
        auth.time().advance(Duration.ofMinutes(3));
        assertThat(second(browser, "app", app.code()).status()).isEqualTo(303);
    }

    @Test
    void wrongSecondStepsAreInTheHistoryAndTold() {
        AuthenticatorApp app = enrolled();
        Browser browser = new Browser(calls);
        password(browser, PASSWORD);
        second(browser, "app", wrong(app.code()));
        second(browser, "app", app.code());
        assertThat(browser.get("/account/security").body()).contains("Wrong second step");
        assertThat(auth.content("outbox")).contains("wrong_second_factor");
    }

    @Test
    void aRecoveryCodeWorksOnceAndIsInTheHistory() {
        String[] codes = enrolledWithCodes();
        Browser browser = new Browser(calls);
        password(browser, PASSWORD);
        String typed = codes[3].toUpperCase(Locale.ROOT).replace("-", " ");
        assertThat(second(browser, "recovery", typed).status()).isEqualTo(303);
        assertThat(browser.get("/account/security").body())
                .contains("Signed in with password and recovery code", "You can use 9 more");
        Browser again = new Browser(calls);
        password(again, PASSWORD);
        assertThat(second(again, "recovery", codes[3]).status()).isEqualTo(400);
        assertThat(second(again, "recovery", codes[4]).status()).isEqualTo(303);
    }

    @Test
    void newRecoveryCodesEndTheOldOnes() {
        Browser browser = new Browser(calls).signIn(email);
        String[] old = AuthenticatorApp.enrol(browser, auth.time()).recoveryCodes();
        HttpCalls.Answer page = browser.get("/account/security");
        HttpCalls.Answer made = browser.submit(
                "/account/security/recovery-codes", Browser.hidden(page, "/account/security/recovery-codes"), Map.of());
        assertThat(made.body()).doesNotContain(old);
        Browser other = new Browser(calls);
        password(other, PASSWORD);
        assertThat(second(other, "recovery", old[0]).status()).isEqualTo(400);
    }

    @Test
    void withTheAppGoTheRecoveryCodesAndThePasswordAloneDoesAgain() {
        Browser browser = new Browser(calls).signIn(email);
        AuthenticatorApp.enrol(browser, auth.time());
        HttpCalls.Answer page = browser.get("/account/security");
        assertThat(browser.submit(
                                "/account/security/app/remove",
                                Browser.hidden(page, "/account/security/app/remove"),
                                Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(auth.content("totp_factors") + auth.content("recovery_codes"))
                .doesNotContain(user);
        assertThat(auth.content("outbox")).contains("remove_totp");
        assertThat(password(new Browser(calls), PASSWORD).header("location")).contains("/");
    }

    @Test
    void factorsChangeOnlyWithinTenMinutesOfSigningIn() {
        Browser browser = new Browser(calls).signIn(email);
        AuthenticatorApp app = AuthenticatorApp.enrol(browser, auth.time()).app();
        String form = Browser.hidden(browser.get("/account/security"), "/account/security/app/remove");
        auth.time().advance(Duration.ofMinutes(10));
        HttpCalls.Answer refused = browser.submit("/account/security/app/remove", form, Map.of());
        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.header("location")).contains("/sign-in?continue=%2Faccount%2Fsecurity");
        assertThat(auth.content("totp_factors")).contains(user);
        HttpCalls.Answer page = browser.get(refused.header("location").orElseThrow());
        assertThat(page.body()).contains("value=\"" + email + "\"", "value=\"/account/security\"");
        browser.submit("/sign-in", page, "email", email, "password", PASSWORD);
        assertThat(second(browser, "app", app.code()).header("location")).contains("/account/security");
    }

    @Test
    void anOldClientGetsNothingForThePasswordOfSomebodyWithASecondFactor() {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"username\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        String type = "urn:watchbill:params:oauth:token-type:password";
        assertThat(OAuthClient.exchangeOf(calls, type, token, "schedule-service")
                        .status())
                .isEqualTo(200);
        enrolled();
        assertThat(OAuthClient.exchangeOf(calls, type, token, "schedule-service")
                        .status())
                .isEqualTo(400);
    }

    /** The app of this test's person, whose next code is unused. */
    private AuthenticatorApp enrolled() {
        AuthenticatorApp app = AuthenticatorApp.enrol(new Browser(calls).signIn(email), auth.time())
                .app();
        auth.time().advance(Duration.ofSeconds(30));
        return app;
    }

    private String[] enrolledWithCodes() {
        return AuthenticatorApp.enrol(new Browser(calls).signIn(email), auth.time())
                .recoveryCodes();
    }

    private HttpCalls.Answer password(Browser browser, String password) {
        return browser.submit("/sign-in", browser.get("/sign-in"), "email", email, "password", password);
    }

    private static HttpCalls.Answer second(Browser browser, String factor, String proof) {
        String csrf = Browser.hidden(browser.get("/sign-in/second"), "/sign-in/second")
                .replaceAll("&.*", "");
        return browser.submit(
                "/sign-in/second", csrf + "&" + Browser.encode("factor", factor, "proof", proof), Map.of());
    }

    private static String wrong(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 500_000) % 1_000_000);
    }
}
