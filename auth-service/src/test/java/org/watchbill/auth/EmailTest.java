package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.TestDatabase;

/** Confirming and changing the e-mail address of an account. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EmailTest {

    private static final String ANA = "ana@harbor.example";

    private final MailServerFake mail = MailServerFake.start();
    private final RunningAuth auth;

    EmailTest(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(mail.settings());
        settings.put("demo", "true");
        auth = RunningAuth.start(database.settings(), settings);
    }

    @AfterEach
    void stop() {
        auth.close();
        mail.close();
    }

    @Test
    void anAddressIsConfirmedByItsLinkOnce() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        HttpCalls.Answer page = ana.get("/account/email");
        assertThat(page.body()).contains("not confirmed");
        assertThat(ana.submit("/account/email/send", Browser.hidden(page, "/account/email/send"), Map.of())
                        .status())
                .isEqualTo(200);
        String link = mail.await(ANA, 1).link();
        HttpCalls.Answer question = follow(ana, link);
        assertThat(question.body()).contains("Is <strong>ana@harbor.example</strong> your address?");
        assertThat(ana.get("/account/email").body())
                .as("looking confirms nothing")
                .contains("not confirmed");
        assertThat(ana.submit("/verify-email", question).body()).contains("confirmed");
        assertThat(ana.get("/account/email").body()).contains("is confirmed").doesNotContain("/account/email/send");
        assertThat(ana.submit("/verify-email", question).status()).isEqualTo(404);
        assertThat(auth.content("outbox")).contains("verify_email");
        assertThat(mail.received()).hasSize(1);
    }

    @Test
    void anotherAddressCountsOnceItIsConfirmedAndTheOldOneIsTold() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        change(ana, " Ana@New.example ");
        String link = mail.await("ana@new.example", 1).link();
        assertThat(ana.get("/account/email").body())
                .contains("ana@harbor.example")
                .doesNotContain("ana@new.example");

        HttpCalls.Answer question = follow(ana, link);
        assertThat(question.body()).contains("instead of <strong>ana@harbor.example</strong>");
        ana.submit("/verify-email", question);
        assertThat(ana.get("/account/email").body()).contains("<strong>ana@new.example</strong> is confirmed");
        assertThat(mail.await(ANA, 1).subject()).isEqualTo("Your e-mail address was changed");
        assertThat(mail.await(ANA, 1).text()).doesNotContain("ana@new.example");
        assertThat(auth.content("outbox")).contains("change_email").doesNotContain("new.example");
        new Browser(auth.calls()).signIn("ana@new.example");
    }

    @Test
    void aLinkForANewPasswordThatWentToTheOldAddressEndsWithIt() {
        Browser stranger = new Browser(auth.calls());
        stranger.submit("/forgot-password", stranger.get("/forgot-password"), "email", ANA);
        assertThat(mail.await(ANA, 1).link()).contains("/reset-password?");
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        change(ana, "ana@new.example");
        assertThat(auth.content("password_resets")).isNotEmpty();
        ana.submit("/verify-email", follow(ana, mail.await("ana@new.example", 1).link()));
        assertThat(auth.content("password_resets")).isEmpty();
    }

    @Test
    void theLinkWorksOnlyForThePersonWhoAskedForIt() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        change(ana, "victim@new.example");
        String link = mail.await("victim@new.example", 1).link();

        Browser nobody = new Browser(auth.calls());
        HttpCalls.Answer sent = follow(nobody, link);
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("location")).contains("/sign-in?continue=%2Fverify-email");
        Browser ben = new Browser(auth.calls()).signIn("ben@harbor.example");
        assertThat(follow(ben, link).status()).isEqualTo(404);
        assertThat(ben.submit("/verify-email", Browser.hidden(ben.get("/account/email"), "/account/email"), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(auth.content("users")).doesNotContain("victim@new.example");
    }

    @Test
    void anAddressOfAnotherAccountIsNotTakenAndTheAnswerDoesNotTell() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        String free = change(ana, "free@harbor.example").body();
        String taken = change(ana, "ben@harbor.example").body();
        assertThat(taken.replace("ben@", "free@")).isEqualTo(free);
        assertThat(mail.await("ben@harbor.example", 1).subject()).isEqualTo("Your e-mail address was asked for");
        assertThat(mail.await("ben@harbor.example", 1).text()).doesNotContain("token=");

        HttpCalls.Answer old = follow(ana, mail.await("free@harbor.example", 1).link());
        assertThat(old.status()).as("the later wish replaces the earlier").isEqualTo(404);
    }

    @Test
    void anAddressThatWasTakenMeanwhileIsRefused() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        change(ana, "shared@new.example");
        HttpCalls.Answer question =
                follow(ana, mail.await("shared@new.example", 1).link());
        auth.sql("UPDATE users SET email = 'shared@new.example' WHERE email = 'ben@harbor.example'");
        assertThat(ana.submit("/verify-email", question).status()).isEqualTo(404);
        assertThat(ana.get("/account/email").body()).contains(ANA);
    }

    @Test
    void aChangeNeedsARecentSignInAndALinkLivesForADay() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        HttpCalls.Answer page = ana.get("/account/email");
        change(ana, "ana@new.example");
        String link = mail.await("ana@new.example", 1).link();
        auth.time().advance(Duration.ofMinutes(10));
        assertThat(ana.get("/account/email").header("location")).contains("/sign-in?continue=%2Faccount%2Femail");
        assertThat(ana.submit(
                                "/account/email",
                                Browser.hidden(page, "/account/email") + "&email=other%40new.example",
                                Map.of())
                        .header("location"))
                .contains("/sign-in?continue=%2Faccount%2Femail");
        auth.time().advance(Duration.ofHours(24));
        ana.signIn(ANA);
        assertThat(follow(ana, link).status()).isEqualTo(404);
        assertThat(mail.received()).hasSize(1);
    }

    @Test
    void nonsenseIsExplainedAndOneAccountSendsNoFlood() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        assertThat(change(ana, "a\r\nBcc: b@c.example").body()).contains("The e-mail address is not complete.");
        for (int i = 0; i < 5; i++) {
            assertThat(change(ana, "n" + i + "@new.example").status()).isEqualTo(200);
        }
        assertThat(change(ana, "n6@new.example").status()).isEqualTo(429);
    }

    private static HttpCalls.Answer change(Browser browser, String email) {
        String hidden = Browser.hidden(browser.get("/account/email"), "/account/email");
        return browser.submit("/account/email", hidden + "&" + Browser.encode("email", email), Map.of());
    }

    private static HttpCalls.Answer follow(Browser browser, String link) {
        URI uri = URI.create(link);
        assertThat(link).startsWith(RunningAuth.ISSUER + "/verify-email?token=");
        HttpCalls.Answer answer = browser.get(uri.getRawPath() + "?" + uri.getRawQuery());
        assertThat(answer.status()).isEqualTo(303);
        return browser.get(answer.header("location").orElseThrow());
    }
}
