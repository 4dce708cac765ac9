package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TokensPage;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.ReceivedMail;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Changing a password, and getting a new one by mail. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PasswordTest {

    private static final String ANA = "ana@harbor.example";
    private static final String NEW = "quiet lamp under rivers";

    private final MailServerFake mail = MailServerFake.start();
    private final RunningAuth auth;

    PasswordTest(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(mail.settings());
        settings.put("demo", "true");
        auth = RunningAuth.start(database.settings(), settings);
    }

    @AfterEach
    void stop() {
        auth.close();
        mail.close();
    }

    @Check("S09")
    @Test
    void s09APasswordChangeEndsFamiliesAndOtherBrowsersButNotThisOne() {
        Browser here = new Browser(auth.calls()).signIn(ANA);
        Browser elsewhere = new Browser(auth.calls()).signIn(ANA);
        OAuthClient client = OAuthClient.register(auth.calls(), "App", "http://127.0.0.1/callback");
        JsonNode tokens = client.connect(elsewhere, "schedule:read");
        OAuthClient bens = OAuthClient.register(auth.calls(), "Bens app", "http://127.0.0.1/callback");
        JsonNode others = bens.connect(new Browser(auth.calls()).signIn("ben@harbor.example"), "schedule:read");

        HttpCalls.Answer answer = here.submit("/account/password", here.get("/account/password"), "password", NEW);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Your password is changed");

        HttpCalls.Answer refused = client.refresh(text(tokens, "refresh_token"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused.json(), "error")).isEqualTo("invalid_grant");
        assertThat(OAuthClient.exchange(auth.calls(), text(tokens, "access_token"), "schedule-service")
                        .status())
                .isEqualTo(400);
        assertThat(bens.refresh(text(others, "refresh_token")).status()).isEqualTo(200);
        assertThat(here.get("/").body()).contains("Ana Ruiz");
        assertThat(elsewhere.get("/").body()).doesNotContain("Ana Ruiz");
        assertThat(signIn("watchbill-demo").status()).isEqualTo(400);
        assertThat(signIn(NEW).status()).isEqualTo(303);
        assertThat(mail.await(ANA, 1).subject()).isEqualTo("Your password was changed");
        assertThat(auth.content("outbox")).contains("change_password").doesNotContain(NEW);
    }

    @Check("S09")
    @Test
    void s09ResettingAPasswordEndsFamiliesAndAllBrowsers() {
        Browser browser = new Browser(auth.calls()).signIn(ANA);
        OAuthClient client = OAuthClient.register(auth.calls(), "App", "http://127.0.0.1/callback");
        JsonNode tokens = client.connect(browser, "schedule:read");

        auth.sql("INSERT INTO sign_in_steps (secret_hash, user_id, method, continue_to, expires_at) VALUES ('step',"
                + " CAST('0197a000-0000-7000-8000-0000000000a2' AS uuid), 'password', '/', '2030-01-01 00:00:00+00')");

        ask(ANA);
        ReceivedMail letter = mail.await(ANA, 1);
        assertThat(letter.subject()).isEqualTo("Choose a new password");
        Browser other = new Browser(auth.calls());
        HttpCalls.Answer page = follow(other, letter.link());
        HttpCalls.Answer answer = other.submit("/reset-password", page, "password", NEW);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);

        assertThat(other.get("/").body()).as("nobody is signed in by it").contains("Sign in");
        assertThat(browser.get("/").body()).doesNotContain("Ana Ruiz");
        assertThat(client.refresh(text(tokens, "refresh_token")).status()).isEqualTo(400);
        assertThat(auth.content("sign_in_steps")).as("sign-ins half done").isEmpty();
        assertThat(signIn("watchbill-demo").status()).isEqualTo(400);
        assertThat(signIn(NEW).status()).isEqualTo(303);
        assertThat(mail.await(ANA, 2).subject()).isEqualTo("Your password was changed");
        assertThat(auth.content("outbox")).contains("reset_password");
        assertThat(follow(new Browser(auth.calls()), letter.link()).status()).isEqualTo(404);
    }

    @Test
    void apiTokensGoOnlyWhenTicked() {
        Browser browser = new Browser(auth.calls()).signIn(ANA);
        String token = new TokensPage(browser).make("Wall display", "30", "schedule:read");
        browser.submit("/account/password", browser.get("/account/password"), "password", NEW);
        assertThat(exchange(token)).isEqualTo(200);
        browser.submit("/account/password", browser.get("/account/password"), "password", NEW, "tokens", "end");
        assertThat(exchange(token)).isEqualTo(400);
    }

    @Test
    void withoutARecentSignInThePresentPasswordIsWanted() {
        Browser browser = new Browser(auth.calls()).signIn(ANA);
        assertThat(browser.get("/account/password").body()).doesNotContain("name=\"current\"");
        auth.time().advance(Duration.ofMinutes(10));
        HttpCalls.Answer page = browser.get("/account/password");
        assertThat(page.body()).contains("name=\"current\"");
        assertThat(browser.submit("/account/password", page, "password", NEW).body())
                .contains("The present password is wrong.");
        assertThat(browser.submit("/account/password", page, "password", NEW, "current", "wrong")
                        .status())
                .isEqualTo(400);
        assertThat(browser.submit("/account/password", page, "password", NEW, "current", "watchbill-demo")
                        .status())
                .isEqualTo(200);
    }

    @Check("S10")
    @Test
    void s10GuessingThePresentPasswordIsCountedLikeASignIn() {
        Browser browser = new Browser(auth.calls()).signIn(ANA);
        auth.time().advance(Duration.ofMinutes(10));
        HttpCalls.Answer page = browser.get("/account/password");
        for (int i = 0; i < 5; i++) {
            assertThat(browser.submit("/account/password", page, "password", NEW, "current", "wrong" + i)
                            .status())
                    .isEqualTo(400);
        }
        assertThat(browser.submit("/account/password", page, "password", NEW, "current", "watchbill-demo")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void weakPasswordsAreRefusedAndFormsNeedTheirBrowser() {
        Browser browser = new Browser(auth.calls()).signIn(ANA);
        HttpCalls.Answer page = browser.get("/account/password");
        assertThat(browser.submit("/account/password", page, "password", "only11chars")
                        .body())
                .contains("at least 12 characters");
        assertThat(browser.submit("/account/password", page, "password", "password1234")
                        .body())
                .contains("easy to guess");
        Browser other = new Browser(auth.calls()).signIn("ben@harbor.example");
        assertThat(other.submit("/account/password", page, "password", NEW).status())
                .isEqualTo(403);
        assertThat(new Browser(auth.calls()).get("/account/password").status()).isEqualTo(303);
        assertThat(signIn("watchbill-demo").status()).isEqualTo(303);
    }

    @Check("S10")
    @Test
    void s10AskingForALinkTellsNothingOfWhoHasAnAccount() {
        HttpCalls.Answer known = ask(ANA);
        HttpCalls.Answer unknown = ask("nobody@harbor.example");
        HttpCalls.Answer nonsense = ask("nonsense");
        assertThat(known.status()).isEqualTo(200);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(nonsense.body()).isEqualTo(known.body());
        mail.await(ANA, 1);
        assertThat(mail.received()).hasSize(1);
    }

    @Test
    void oneAccountGetsThreeLinksAnHourAndOneAddressAsksTwentyTimes() {
        for (int i = 0; i < 4; i++) {
            assertThat(ask(ANA).status()).isEqualTo(200);
        }
        mail.await(ANA, 3);
        for (int i = 0; i < 16; i++) {
            assertThat(ask("n" + i + "@harbor.example").status()).isEqualTo(200);
        }
        HttpCalls.Answer refused = ask("ben@harbor.example");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).contains("180");
        auth.time().advance(Duration.ofHours(1));
        assertThat(ask("ben@harbor.example").status()).isEqualTo(200);
        mail.await("ben@harbor.example", 1);
        assertThat(mail.receivedBy(ANA)).hasSize(3);
    }

    @Test
    void aLinkEndsAfterHalfAnHourAndDisabledPeopleGetNone() {
        ask(ANA);
        String link = mail.await(ANA, 1).link();
        Browser browser = new Browser(auth.calls());
        HttpCalls.Answer page = follow(browser, link);
        auth.time().advance(Duration.ofMinutes(30));
        assertThat(browser.submit("/reset-password", page, "password", NEW).status())
                .isEqualTo(404);
        assertThat(follow(new Browser(auth.calls()), link).status()).isEqualTo(404);

        auth.sql("UPDATE users SET disabled_at = CURRENT_TIMESTAMP WHERE email = 'ben@harbor.example'");
        ask("ben@harbor.example");
        ask(ANA);
        mail.await(ANA, 2);
        assertThat(mail.receivedBy("ben@harbor.example")).isEmpty();
    }

    @Test
    void aLinkWorksOnceAlsoWhenManyTryAtTheSameTime() throws Exception {
        ask(ANA);
        String link = mail.await(ANA, 1).link();
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Browser browser = new Browser(auth.calls());
            HttpCalls.Answer page = follow(browser, link);
            String password = "quiet lamp under rivers " + i;
            attempts.add(() -> browser.submit("/reset-password", page, "password", password)
                    .status());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 404);
    }

    @Test
    void noLinkStandsInTheDatabase() {
        ask(ANA);
        String secret = mail.await(ANA, 1).link().replaceFirst(".*token=", "");
        assertThat(secret).hasSize(43);
        for (String table : List.of("password_resets", "mail", "outbox")) {
            assertThat(auth.content(table)).as(table).doesNotContain(secret);
        }
    }

    private HttpCalls.Answer ask(String email) {
        Browser browser = new Browser(auth.calls());
        return browser.submit("/forgot-password", browser.get("/forgot-password"), "email", email);
    }

    private HttpCalls.Answer signIn(String password) {
        Browser browser = new Browser(auth.calls());
        return browser.submit("/sign-in", browser.get("/sign-in"), "email", ANA, "password", password);
    }

    private int exchange(String apiToken) {
        return OAuthClient.exchangeOf(
                        auth.calls(), "urn:watchbill:params:oauth:token-type:api-token", apiToken, "schedule-service")
                .status();
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValue();
    }

    private static HttpCalls.Answer follow(Browser browser, String link) {
        URI uri = URI.create(link);
        assertThat(link).startsWith(RunningAuth.ISSUER + "/reset-password?token=");
        HttpCalls.Answer answer = browser.get(uri.getRawPath() + "?" + uri.getRawQuery());
        assertThat(answer.status()).isEqualTo(303);
        return browser.get(answer.header("location").orElseThrow());
    }
}
