package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TokensPage;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** The account page on which people make, see and revoke API tokens. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApiTokensPageTest {

    private static final Pattern BOX =
            Pattern.compile("<input type=\"checkbox\" name=\"scope\" value=\"([^\"]*)\"( checked)?>");

    private final TestDatabase database;
    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;
    private final TokensPage page;

    ApiTokensPageTest(TestDatabase database) {
        this.database = database;
        auth = RunningAuth.shared(database);
        auth.sql("DELETE FROM api_tokens");
        calls = auth.calls();
        browser = new Browser(calls).signIn("ana@harbor.example");
        page = new TokensPage(browser);
    }

    @Test
    void whoeverIsNotSignedInIsAskedToAndComesBack() {
        Browser stranger = new Browser(calls);
        HttpCalls.Answer asked = stranger.get("/account/tokens");
        assertThat(asked.body()).contains("action=\"/sign-in\"").doesNotContain("Make a token");
        HttpCalls.Answer signedIn =
                stranger.submit("/sign-in", asked, "email", "ben@harbor.example", "password", "watchbill-demo");
        assertThat(signedIn.header("location")).contains("/account/tokens");
        assertThat(stranger.get("/account/tokens").body()).contains("Make a token");
    }

    @Test
    void theHomePageLeadsThere() {
        assertThat(browser.get("/").body()).contains("<a href=\"/account/tokens\">API tokens</a>");
    }

    @Test
    void aMemberMayGiveWhatMembersMayDoAndOnlyReadingIsTicked() {
        assertThat(boxes(page.open()))
                .containsExactly(
                        "profile:read checked",
                        "schedule:read checked",
                        "requests:read checked",
                        "members:read checked",
                        "audit:read checked",
                        "requests:write");
    }

    @Test
    void anAdministratorMayGiveAll() {
        assertThat(boxes(new Browser(calls).signIn("admin@harbor.example").get("/account/tokens")))
                .containsExactly(
                        "profile:read checked",
                        "schedule:read checked",
                        "requests:read checked",
                        "members:read checked",
                        "audit:read checked",
                        "schedule:write",
                        "requests:write",
                        "requests:approve",
                        "members:write");
    }

    @Test
    void aTokenIsShownOnceAndOnlyItsHashIsStored() {
        HttpCalls.Answer made = page.send(page.open(), "Wall display", "30", "schedule:read", "requests:write");
        String secret = TokensPage.secret(made);
        assertThat(secret).matches("wb_[0-9A-Za-z]{49}");
        assertThat(made.header("cache-control")).contains("no-store");
        assertThat(made.body()).contains("Copy it now; it is not shown again");

        String later = page.open().body();
        assertThat(later)
                .doesNotContain(secret)
                .contains(
                        "<h2>Wall display</h2>",
                        "<dd>Harbor Clinic</dd>",
                        "see the schedule and who is on duty; see coverage and swap requests; submit, answer and"
                                + " withdraw requests in your name",
                        "<dt>Last used</dt><dd>never</dd>");
        assertThat(auth.content("api_tokens"))
                .contains("Wall display", "requests:read requests:write schedule:read")
                .doesNotContain(secret, secret.substring(3, 46));
    }

    @Test
    void thePageForbidsFramesScriptsAndCaching() {
        HttpCalls.Answer answer = page.open();
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.body()).doesNotContainIgnoringCase("<script", "javascript:", "onclick", "style=");
    }

    @ParameterizedTest
    @CsvSource({
        "'',             90,   schedule:read, Give the token a name of at most 80 characters.",
        "'   ',          90,   schedule:read, Give the token a name of at most 80 characters.",
        "LONG,           90,   schedule:read, Give the token a name of at most 80 characters.",
        "'a\u202eb',     90,   schedule:read, Give the token a name of at most 80 characters.",
        "'a\nb',         90,   schedule:read, Give the token a name of at most 80 characters.",
        "Wall,           '',   schedule:read, A token lives from 1 to 365 days.",
        "Wall,           0,    schedule:read, A token lives from 1 to 365 days.",
        "Wall,           366,  schedule:read, A token lives from 1 to 365 days.",
        "Wall,           1000, schedule:read, A token lives from 1 to 365 days.",
        "Wall,           -1,   schedule:read, A token lives from 1 to 365 days.",
        "Wall,           1.5,  schedule:read, A token lives from 1 to 365 days.",
        "Wall,           ever, schedule:read, A token lives from 1 to 365 days.",
        "Wall,           90,   '',            Tick at least one thing that the token may do."
    })
    void aFaultIsToldAndNothingIsMade(String name, String days, String scope, String sentence) {
        String[] scopes = scope.isEmpty() ? new String[0] : new String[] {scope};
        HttpCalls.Answer answer = page.send(page.open(), name.replace("LONG", "n".repeat(81)), days, scopes);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("<p class=\"problem\" role=\"alert\">" + sentence + "</p>");
        assertThat(auth.content("api_tokens")).isEmpty();
    }

    @Test
    void whatWasTypedAndTickedIsKeptAfterAFault() {
        HttpCalls.Answer answer = page.send(page.open(), "Wall", "400", "requests:write");
        assertThat(answer.body()).contains("value=\"Wall\"", "value=\"400\"");
        assertThat(boxes(answer)).contains("requests:write checked", "schedule:read");
    }

    @Test
    void aNameOf80CharactersAndTheShortestAndTheLongestLifeAreFine() {
        page.make("n".repeat(80), "1", "schedule:read");
        page.make("Longest", "365", "schedule:read");
        assertThat(page.open().body()).contains("n".repeat(80), "Longest");
    }

    @Test
    void hostileNamesStayText() {
        page.make("</h2><script>\"'", "1", "schedule:read");
        assertThat(page.open().body()).contains("&lt;/h2&gt;&lt;script&gt;").doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests:approve", "members:write", "admin:requests", "openid", "audit:append", "x"})
    void aMemberCannotGiveWhatWasNotOffered(String scope) {
        HttpCalls.Answer answer = page.send(page.open(), "Wall", "90", "schedule:read", scope);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(auth.content("api_tokens")).isEmpty();
    }

    @Test
    void anotherOrganisationThanOnesOwnIsRefused() {
        String form = TokensPage.form(page.open(), "Wall", "90", "schedule:read")
                .replaceAll("organisation=[^&]*", "organisation=0197a000-0000-7000-8000-000000000002");
        assertThat(browser.submit("/account/tokens", form, Map.of()).status()).isEqualTo(400);
        assertThat(auth.content("api_tokens")).isEmpty();
    }

    @Check("S05")
    @Test
    void s05FormsNeedTheTokenOfThisBrowserAndOurOrigin() {
        page.make("Kept", "90", "schedule:read");
        String make = TokensPage.form(page.open(), "Forged", "90", "schedule:read");
        String revoke = Browser.hidden(browser.get("/account/tokens/revoke?token=" + page.id("Revoke Kept")));
        Browser ben = new Browser(calls).signIn("ben@harbor.example");
        for (var sent : Map.of("/account/tokens", make, "/account/tokens/revoke", revoke)
                .entrySet()) {
            String path = sent.getKey();
            String form = sent.getValue();
            assertThat(browser.submit(path, form.replaceAll("csrf=[^&]*", ""), Map.of())
                            .status())
                    .isEqualTo(403);
            assertThat(browser.submit(path, form, Map.of("Origin", "https://evil.example"))
                            .status())
                    .isEqualTo(403);
            assertThat(browser.submit(path, form, Map.of("Sec-Fetch-Site", "cross-site"))
                            .status())
                    .isEqualTo(403);
            assertThat(ben.submit(path, form, Map.of()).status()).isEqualTo(403);
            assertThat(new Browser(calls).submit(path, form, Map.of()).status()).isEqualTo(403);
        }
        assertThat(auth.content("api_tokens")).contains("Kept").doesNotContain("Forged");
    }

    @Test
    void aFormThatIsSentTwiceMakesOneToken() {
        HttpCalls.Answer form = page.open();
        assertThat(page.send(form, "Once", "90", "schedule:read").status()).isEqualTo(200);
        HttpCalls.Answer again = page.send(form, "Once", "90", "schedule:read");
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("location")).contains("/account/tokens");
        assertThat(auth.content("api_tokens").lines()).hasSize(1);
    }

    @Test
    void aRevokedTokenIsGoneAndRevokingAgainDoesNothing() {
        page.make("Lost", "90", "schedule:read");
        page.make("Kept", "90", "schedule:read");
        String id = page.id("Revoke Lost");
        for (int i = 0; i < 2; i++) {
            HttpCalls.Answer answer = page.revoke(id);
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("location")).contains("/account/tokens");
        }
        assertThat(page.open().body()).contains("Kept").doesNotContain("Lost");
        assertThat(page.revoke("no-id").status()).isEqualTo(400);
    }

    @Test
    void nobodySeesOrRevokesTheTokensOfOthers() {
        page.make("Of Ana", "90", "schedule:read");
        TokensPage administrator = new TokensPage(new Browser(calls).signIn("admin@harbor.example"));
        assertThat(administrator.open().body()).doesNotContain("Of Ana");
        assertThat(administrator.revoke(page.id("Revoke Of Ana")).status()).isEqualTo(303);
        assertThat(page.open().body()).contains("Of Ana");
    }

    @Test
    void anExpiredTokenIsShownAsEndedForThirtyDaysAndThenSwept() {
        page.make("Old", "1", "schedule:read");
        auth.time().advance(Duration.ofDays(1));
        browser.signIn("ana@harbor.example");
        assertThat(page.open().body()).contains("<em class=\"mark-change\">has ended</em>", "<dt>Ended on</dt>");
        assertThat(page.id("Remove Old")).isNotEmpty();

        auth.time().advance(Duration.ofDays(30).minusSeconds(1));
        browser.signIn("ana@harbor.example");
        page.make("New", "1", "schedule:read");
        assertThat(page.open().body()).contains("Old");
        auth.time().advance(Duration.ofSeconds(1));
        page.make("Newer", "1", "schedule:read");
        assertThat(page.open().body()).doesNotContain("Old");
    }

    @Test
    void nobodyHasMoreThanTwentyHoweverManyAreAskedForAtOnce() throws Exception {
        List<Callable<HttpCalls.Answer>> forms = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            HttpCalls.Answer form = page.open();
            forms.add(() -> page.send(form, "Many", "1", "schedule:read"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(forms).stream()
                            .map(Future::resultNow)
                            .filter(answer -> answer.status() == 200))
                    .hasSize(20);
        }
        HttpCalls.Answer refused = page.send(page.open(), "One more", "1", "schedule:read");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("You have 20 tokens in this organisation");
        assertThat(new TokensPage(new Browser(calls).signIn("ben@harbor.example")).make("Of Ben", "1", "schedule:read"))
                .startsWith("wb_");

        auth.time().advance(Duration.ofDays(1));
        browser.signIn("ana@harbor.example");
        assertThat(page.make("After the end", "1", "schedule:read")).startsWith("wb_");
    }

    @Test
    void anOrganisationHasNoMoreThanFiveHundred() {
        String now = sqlText(auth.time().instant());
        String later = sqlText(auth.time().instant().plus(Duration.ofDays(1)));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            rows.append(i == 0 ? "" : ", ").append("""
                    (CAST('00000000-0000-4000-8000-%012d' AS uuid), 'hash %d', 'form %d',
                     CAST('0197a000-0000-7000-8000-0000000000a1' AS uuid),
                     CAST('0197a000-0000-7000-8000-000000000001' AS uuid), 'Bulk', 'schedule:read',
                     TIMESTAMP WITH TIME ZONE '%s', TIMESTAMP WITH TIME ZONE '%s')
                    """.formatted(i, i, i, now, later));
        }
        auth.sql(
                "INSERT INTO api_tokens (id, secret_hash, form_hash, user_id, organisation_id, name, scope, created_at,"
                        + " expires_at) VALUES " + rows);
        HttpCalls.Answer refused = page.send(page.open(), "One more", "1", "schedule:read");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("The organisation has 500 tokens");
        auth.sql("DELETE FROM api_tokens WHERE secret_hash = 'hash 7'");
        assertThat(page.make("One more", "1", "schedule:read")).startsWith("wb_");
    }

    @Test
    void whoBelongsToSeveralOrganisationsMakesATokenForOneAtATimeWithTheRightsOfItsRole() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            own.addToSecondOrganisation("0197a000-0000-7000-8000-0000000000a2", "admin");
            Browser ana = new Browser(own.calls()).signIn("ana@harbor.example");
            HttpCalls.Answer first = ana.get("/account/tokens");
            assertThat(first.body()).contains("In the organisation <strong>Dock Hospital</strong>");
            assertThat(boxes(first)).contains("requests:approve");
            String link = "/account/tokens?organisation=0197a000-0000-7000-8000-000000000001";
            assertThat(first.body()).contains("<a href=\"" + link + "\">Harbor Clinic</a>");
            HttpCalls.Answer second = ana.get(link);
            assertThat(second.body()).contains("In the organisation <strong>Harbor Clinic</strong>");
            assertThat(boxes(second)).doesNotContain("requests:approve");

            TokensPage clinic = new TokensPage(ana);
            assertThat(clinic.send(second, "Crossed", "90", "requests:approve").status())
                    .isEqualTo(400);
            assertThat(clinic.send(second, "Clinic", "90", "schedule:read").status())
                    .isEqualTo(200);
            assertThat(ana.get("/account/tokens").body())
                    .contains("<h2>Clinic</h2>\n<dl>\n<dt>In</dt><dd>Harbor Clinic</dd>");
        }
    }

    @Test
    void whoBelongsNowhereIsToldSo() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            own.sql("DELETE FROM memberships");
            HttpCalls.Answer answer =
                    new Browser(own.calls()).signIn("ana@harbor.example").get("/account/tokens");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("You belong to no organisation");
        }
    }

    private static String sqlText(Instant instant) {
        return instant.toString().replace("T", " ").replace("Z", "+00:00");
    }

    private static List<String> boxes(HttpCalls.Answer answer) {
        return BOX.matcher(answer.body())
                .results()
                .map(box -> box.group(1) + (box.group(2) == null ? "" : box.group(2)))
                .toList();
    }
}
