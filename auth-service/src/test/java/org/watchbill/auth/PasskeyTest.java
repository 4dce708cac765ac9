package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.SoftAuthenticator;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** Passkeys, alone and as the second factor. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PasskeyTest {

    private static final Map<TestDatabase, RunningAuth> OWN = new EnumMap<>(TestDatabase.class);
    private static final String SECURITY = "/account/security";
    private static final String ADD = "/account/security/passkeys";

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final String email = "k" + UUID.randomUUID() + "@harbor.example";
    private final String user;
    private final SoftAuthenticator phone = new SoftAuthenticator();

    PasskeyTest(TestDatabase database) {
        auth = OWN.computeIfAbsent(database, missing -> RunningAuth.start(missing.settings(), Map.of("demo", "true")));
        calls = auth.calls();
        user = auth.addPerson(email);
    }

    @BeforeEach
    void forgetEarlierAttempts() {
        auth.time().advance(Duration.ofHours(1));
    }

    @Test
    void onlyPagesWithPasskeysAllowScriptsAndOnlyOurs() {
        Browser browser = new Browser(calls);
        String policy =
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'";
        HttpCalls.Answer signIn = browser.get("/sign-in");
        assertThat(signIn.header("content-security-policy")).contains(policy);
        assertThat(signIn.body()).containsOnlyOnce("<script").contains("<script src=\"/assets/sign-in.js\" defer>");
        browser.signIn(email);
        assertThat(browser.get(SECURITY).header("content-security-policy")).contains(policy);
        assertThat(browser.get("/account/security/app")
                        .header("content-security-policy")
                        .orElseThrow())
                .doesNotContain("script-src");
        for (String script : List.of("/assets/sign-in.js", "/assets/security.js")) {
            HttpCalls.Answer file = calls.get(script);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("content-type")).contains("text/javascript; charset=utf-8");
        }
    }

    @Test
    void aPasskeyIsAddedWithANameAndTheFirstBringsRecoveryCodes() {
        Browser browser = new Browser(calls).signIn(email);
        HttpCalls.Answer added = add(browser, phone.register(browser.get(SECURITY)));
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(added.body()).contains("Your recovery codes");
        assertThat(browser.get(SECURITY).body()).contains("My &lt;phone&gt;", "never", "You can use 10 more");
        assertThat(add(browser, new SoftAuthenticator().register(browser.get(SECURITY)))
                        .status())
                .isEqualTo(303);
        assertThat(auth.content("outbox")).contains("add_passkey");
    }

    @Test
    void aPasskeyAloneSignsIn() {
        registered();
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in?continue=%2Faccount%2Ftokens");
        HttpCalls.Answer answer = use(browser, page, phone.signIn(page));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/account/tokens");
        assertThat(auth.content("sessions")).contains(user, "|passkey|");
        assertThat(browser.get(SECURITY).body())
                .contains("Signed in with passkey")
                .doesNotContain(">never<");
    }

    @Test
    void aPasskeyIsTheSecondFactorAfterThePassword() {
        registered();
        Browser browser = new Browser(calls);
        HttpCalls.Answer first =
                browser.submit("/sign-in", browser.get("/sign-in"), "email", email, "password", "watchbill-demo");
        assertThat(first.header("location")).contains("/sign-in/second");
        HttpCalls.Answer page = browser.get("/sign-in/second");
        assertThat(page.body()).doesNotContain("authenticator app");
        phone.nameUser("");
        assertThat(second(browser, page, phone.signIn(page)).header("location")).contains("/");
        assertThat(auth.content("sessions")).contains("|password passkey|");
    }

    @Test
    void thePasskeyOfSomebodyElseIsNoSecondFactor() {
        registered();
        String other = "o" + UUID.randomUUID() + "@harbor.example";
        auth.addPerson(other);
        SoftAuthenticator foreign = new SoftAuthenticator();
        Browser stranger = new Browser(calls).signIn(other);
        add(stranger, foreign.register(stranger.get(SECURITY)));
        Browser browser = new Browser(calls);
        browser.submit("/sign-in", browser.get("/sign-in"), "email", email, "password", "watchbill-demo");
        HttpCalls.Answer page = browser.get("/sign-in/second");
        assertThat(second(browser, page, foreign.signIn(page)).status()).isEqualTo(400);
    }

    @Test
    void anAnswerForAnotherOriginOrHostIsRefused() {
        registered();
        assertRefused(phone.at("https://evil.example", "localhost"));
        assertRefused(phone.at(RunningAuth.ISSUER, "evil.example"));
        assertAccepted(phone.at(RunningAuth.ISSUER, "localhost"));
        Browser browser = new Browser(calls).signIn("ana@harbor.example");
        SoftAuthenticator elsewhere = new SoftAuthenticator().at("https://evil.example", "localhost");
        assertThat(add(browser, elsewhere.register(browser.get(SECURITY))).status())
                .isEqualTo(400);
    }

    @Test
    void withoutVerificationOfThePersonAPasskeyIsRefused() {
        Browser browser = new Browser(calls).signIn(email);
        assertThat(add(browser, phone.verifying(false).register(browser.get(SECURITY)))
                        .status())
                .isEqualTo(400);
        phone.verifying(true);
        registered();
        assertRefused(phone.verifying(false));
        assertAccepted(phone.verifying(true));
    }

    @Test
    void aClonedPasskeyIsRefused() {
        registered();
        phone.countFrom(7);
        assertAccepted(phone);
        phone.countFrom(7);
        assertRefused(phone);
        phone.countFrom(3);
        assertRefused(phone);
        phone.countFrom(8);
        assertAccepted(phone);
    }

    @Test
    void anUnknownPasskeyOrAWrongUserHandleIsRefused() {
        registered();
        SoftAuthenticator unknown = new SoftAuthenticator();
        unknown.nameUser("AAAAAAAAAAAAAAAAAAAAAA");
        assertRefused(unknown);
        phone.nameUser("AAAAAAAAAAAAAAAAAAAAAA");
        assertRefused(phone);
        phone.nameUser("");
        assertRefused(phone);
    }

    @Test
    void rubbishIsRefused() {
        for (String proof : List.of(
                "",
                "{}",
                "null",
                "{\"credential_id\":\"!\",\"client_data\":\"\",\"authenticator_data\":\"\",\"signature\":\"\",\"user_handle\":\"\"}",
                "x".repeat(20_000))) {
            Browser browser = new Browser(calls);
            assertThat(use(browser, browser.get("/sign-in"), proof).status()).isEqualTo(400);
        }
        Browser browser = new Browser(calls).signIn(email);
        assertThat(add(browser, "{\"client_data\":\"e30\",\"attestation\":\"oA\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aChallengeIsForOneBrowserOnePurposeAndTenMinutes() {
        registered();
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in");
        String another = SoftAuthenticator.data(new Browser(calls).get("/sign-in"), "challenge");
        assertThat(use(browser, page, phone.signIn(another)).status()).isEqualTo(400);
        assertThat(use(browser, page, phone.signIn("A".repeat(48))).status()).isEqualTo(400);
        Browser own = new Browser(calls);
        own.submit("/sign-in", own.get("/sign-in"), "email", email, "password", "watchbill-demo");
        String second = SoftAuthenticator.data(own.get("/sign-in/second"), "challenge");
        assertThat(use(own, own.get("/sign-in"), phone.signIn(second)).status()).isEqualTo(400);
        String early = phone.signIn(page);
        auth.time().advance(Duration.ofMinutes(10));
        assertThat(use(browser, page, early).status()).isEqualTo(400);
        assertAccepted(phone);
    }

    @Test
    void aChallengeIsAnsweredOnceAlsoByManyAtOnce() throws Exception {
        registered();
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in");
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String proof = phone.signIn(page);
            attempts.add(() -> use(browser, page, proof).status());
        }
        List<Integer> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> attempt : threads.invokeAll(attempts)) {
                results.add(attempt.get());
            }
        }
        assertThat(results).containsExactlyInAnyOrder(303, 400, 400, 400, 400);
        assertThat(use(browser, page, phone.signIn(page)).status()).isEqualTo(400);
    }

    @Test
    void thereAreTwentyPasskeysAtMostAndEachOnce() {
        Browser browser = new Browser(calls).signIn(email);
        HttpCalls.Answer page = browser.get(SECURITY);
        assertThat(add(browser, phone.register(page)).status()).isEqualTo(200);
        assertThat(add(browser, phone.register(page)).status()).isEqualTo(303);
        assertThat(add(browser, phone.register(browser.get(SECURITY))).status()).isEqualTo(303);
        assertThat(count()).isEqualTo(1);
        for (int i = 1; i < 20; i++) {
            assertThat(add(browser, new SoftAuthenticator().register(browser.get(SECURITY)))
                            .status())
                    .isEqualTo(303);
        }
        assertThat(count()).isEqualTo(20);
        assertThat(add(browser, new SoftAuthenticator().register(browser.get(SECURITY)))
                        .status())
                .isEqualTo(409);
        assertThat(count()).isEqualTo(20);
    }

    private long count() {
        return auth.content("passkeys")
                .lines()
                .filter(line -> line.contains(user))
                .count();
    }

    @Test
    void aRemovedPasskeyIsNoLongerKnownAndOnlyItsPersonRemovesIt() {
        Browser browser = registered();
        String id = auth.content("passkeys")
                .lines()
                .filter(line -> line.contains(user))
                .findFirst()
                .orElseThrow()
                .split("\\|", -1)[0];
        Browser ana = new Browser(calls).signIn("ana@harbor.example");
        ana.submit(ADD + "/remove", csrf(ana) + "&passkey=" + id, Map.of());
        assertThat(count()).isEqualTo(1);
        assertThat(browser.submit(ADD + "/remove", csrf(browser) + "&passkey=" + id, Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(count()).isZero();
        assertRefused(phone);
        assertThat(auth.content("outbox")).contains("remove_passkey");
        assertThat(auth.content("recovery_codes")).doesNotContain(user);
    }

    @Test
    void passkeysChangeOnlyWithinTenMinutesOfSigningIn() {
        Browser browser = new Browser(calls).signIn(email);
        String proof = phone.register(browser.get(SECURITY));
        String csrf = csrf(browser);
        auth.time().advance(Duration.ofMinutes(10));
        HttpCalls.Answer refused =
                browser.submit(ADD, csrf + "&" + Browser.encode("name", "Phone", "proof", proof), Map.of());
        assertThat(refused.header("location")).contains("/sign-in?continue=%2Faccount%2Fsecurity");
        assertThat(count()).isZero();
    }

    @Test
    void aDisabledPersonsPasskeyOpensNothing() {
        registered();
        auth.sql("UPDATE users SET disabled_at = CURRENT_TIMESTAMP WHERE email = '" + email + "'");
        assertRefused(phone);
    }

    /** A browser whose person has added the phone. */
    private Browser registered() {
        Browser browser = new Browser(calls).signIn(email);
        assertThat(add(browser, phone.register(browser.get(SECURITY))).status()).isEqualTo(200);
        return browser;
    }

    private void assertAccepted(SoftAuthenticator passkey) {
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in");
        assertThat(use(browser, page, passkey.signIn(page)).status()).isEqualTo(303);
    }

    private void assertRefused(SoftAuthenticator passkey) {
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in");
        HttpCalls.Answer answer = use(browser, page, passkey.signIn(page));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("This passkey is not known here");
        assertThat(browser.cookie("watchbill_session")).isEmpty();
    }

    private static HttpCalls.Answer add(Browser browser, String proof) {
        return browser.submit(
                ADD, csrf(browser) + "&" + Browser.encode("name", "My <phone>", "proof", proof), Map.of());
    }

    private static HttpCalls.Answer use(Browser browser, HttpCalls.Answer page, String proof) {
        return browser.submit("/sign-in/passkey", page, "proof", proof);
    }

    private static HttpCalls.Answer second(Browser browser, HttpCalls.Answer page, String proof) {
        String form = Browser.hidden(page, "/sign-in/second") + "&" + Browser.encode("proof", proof);
        return browser.submit("/sign-in/second", form, Map.of());
    }

    private static String csrf(Browser browser) {
        return Browser.hidden(browser.get(SECURITY), ADD).replaceAll("&.*", "");
    }
}
