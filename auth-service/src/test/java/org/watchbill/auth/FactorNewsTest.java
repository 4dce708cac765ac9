package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.AuthenticatorApp;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.SoftAuthenticator;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.ReceivedMail;
import org.watchbill.kit.testing.TestDatabase;

/** What people get by mail when their second factors come, go or are used. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FactorNewsTest {

    private static final String ANA = "ana@harbor.example";
    private static final String SECURITY = "/account/security";
    private static final String RESET =
            "/admin/harbor-clinic/members/0197a000-0000-7000-8000-0000000000a2/reset-factors";

    private final MailServerFake mail = MailServerFake.start();
    private final RunningAuth auth;

    FactorNewsTest(TestDatabase database) {
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
    void anAppThatComesOrGoesAndNewCodesAreTold() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        String[] codes = AuthenticatorApp.enrol(ana, auth.time()).recoveryCodes();
        ReceivedMail added = mail.await(ANA, 1);
        assertThat(added.subject()).isEqualTo("An authenticator app was added");
        assertThat(added.text())
                .contains(RunningAuth.ISSUER + "/forgot-password", "tell an administrator")
                .doesNotContain(codes);
        press(ana, SECURITY + "/recovery-codes");
        assertThat(mail.await(ANA, 2).subject()).isEqualTo("New recovery codes were made");
        press(ana, SECURITY + "/app/remove");
        assertThat(mail.await(ANA, 3).subject()).isEqualTo("Your authenticator app was removed");
        assertThat(mail.received()).hasSize(3);
    }

    @Test
    void aPasskeyThatComesOrGoesIsTold() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        HttpCalls.Answer page = ana.get(SECURITY);
        String proof = Browser.encode("name", "My phone", "proof", new SoftAuthenticator().register(page));
        ana.submit(SECURITY + "/passkeys", Browser.hidden(page, SECURITY + "/passkeys") + "&" + proof, Map.of());
        assertThat(mail.await(ANA, 1).subject()).isEqualTo("A passkey was added");
        assertThat(mail.await(ANA, 1).text()).doesNotContain("My phone");
        String id = ana.get(SECURITY)
                .body()
                .split("name=\"passkey\" value=\"", -1)[1]
                .substring(0, 36);
        press(ana, SECURITY + "/passkeys/remove", "passkey", id);
        assertThat(mail.await(ANA, 2).subject()).isEqualTo("A passkey was removed");
        assertThat(mail.received()).hasSize(2);
    }

    @Test
    void aRecoveryCodeThatIsUsedIsToldAndAWrongOneIsNot() {
        String[] codes = AuthenticatorApp.enrol(new Browser(auth.calls()).signIn(ANA), auth.time())
                .recoveryCodes();
        mail.await(ANA, 1);
        Browser browser = waiting();
        assertThat(second(browser, "aaaa-bbbb-cccc").status()).isEqualTo(400);
        assertThat(second(browser, codes[0]).status()).isEqualTo(303);
        ReceivedMail used = mail.await(ANA, 2);
        assertThat(used.subject()).isEqualTo("A recovery code was used");
        assertThat(used.text()).contains("Codes that are left: 9").doesNotContain(codes[0]);
        assertThat(mail.received()).hasSize(2);
    }

    @Test
    void anAdministratorTakesAllFactorsFromSomebodyWhoHasLostThem() {
        Browser ana = new Browser(auth.calls()).signIn(ANA);
        AuthenticatorApp.enrol(ana, auth.time());
        mail.await(ANA, 1);
        Browser between = waiting();
        Browser admin = new Browser(auth.calls()).signIn("admin@harbor.example");
        assertThat(admin.get("/admin/harbor-clinic/members").body()).contains("href=\"" + RESET + "\"");
        HttpCalls.Answer question = admin.get(RESET);
        assertThat(question.body()).contains("Remove all second factors of Ana Ruiz?", "the password alone is enough");

        HttpCalls.Answer done = admin.submit(RESET, question);

        assertThat(done.status()).as(done.body()).isEqualTo(303);
        assertThat(admin.get(done.header("location").orElseThrow()).body())
                .contains("The second factors are removed")
                .doesNotContain(RESET);
        assertThat(mail.await(ANA, 2).subject()).isEqualTo("Your second factors were removed");
        assertThat(mail.await(ANA, 2).text()).contains("An administrator of Harbor Clinic", RunningAuth.ISSUER);
        assertThat(auth.content("totp_factors") + auth.content("recovery_codes") + auth.content("sign_in_steps"))
                .isEmpty();
        assertThat(ana.get(SECURITY).header("location").orElseThrow()).startsWith("/sign-in");
        assertThat(between.get("/sign-in/second").header("location")).contains("/sign-in");
        assertThat(auth.content("outbox")).contains("reset_factors");
        new Browser(auth.calls()).signIn(ANA);
        assertThat(admin.submit(RESET, admin.get(RESET)).status()).isEqualTo(409);
    }

    /** A browser that has typed Ana's password and is asked for more. */
    private Browser waiting() {
        Browser browser = new Browser(auth.calls());
        HttpCalls.Answer page = browser.get("/sign-in");
        assertThat(browser.submit("/sign-in", page, "email", ANA, "password", "watchbill-demo")
                        .header("location"))
                .contains("/sign-in/second");
        return browser;
    }

    private static HttpCalls.Answer second(Browser browser, String code) {
        String csrf = Browser.hidden(browser.get("/sign-in/second"), "/sign-in/second")
                .replaceAll("&.*", "");
        return browser.submit(
                "/sign-in/second", csrf + "&" + Browser.encode("factor", "recovery", "proof", code), Map.of());
    }

    private static void press(Browser browser, String action, String... fields) {
        String form = Browser.hidden(browser.get(SECURITY), action) + "&" + Browser.encode(fields);
        assertThat(browser.submit(action, form, Map.of()).status()).isIn(200, 303);
    }
}
