package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConsentTest {

    private final TestDatabase database;
    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;
    private final OAuthClient client;

    ConsentTest(TestDatabase database) {
        this.database = database;
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        browser = new Browser(calls).signIn("ana@harbor.example");
        client = OAuthClient.register(calls, "Consent " + UUID.randomUUID(), "http://127.0.0.1/callback");
    }

    @Test
    void changesAskedForByNameAreMarkedAndTickedUnderABanner() {
        String page = browser.get(client.authorizePath("scope", "schedule:read requests:write"))
                .body();
        assertThat(page)
                .contains("<input type=\"checkbox\" name=\"scope\" value=\"requests:write\" checked>")
                .contains("This app asks to change things,")
                .contains("see the schedule and who is on duty")
                .contains("nobody has checked it", "127.0.0.1:33418");
    }

    @Test
    void readingAloneHasNoBanner() {
        assertThat(browser.get(client.authorizePath("scope", "schedule:read")).body())
                .doesNotContain("asks to change things", "type=\"checkbox\"");
    }

    @Test
    void aChangeThatWasUntickedIsNotGrantedButItsReadingIs() {
        String code = client.code(browser, "requests:write");
        assertThat(client.redeem(code).json().path("scope").stringValue()).isEqualTo("requests:read");
    }

    @Test
    void membersAreNotOfferedWhatOnlyAdministratorsMayDo() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:write requests:approve"));
        assertThat(page.body()).doesNotContain("value=\"schedule:write\"", "value=\"requests:approve\"");
    }

    @Check("S06")
    @Test
    void s06WhatWasNotOfferedIsRefused() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        HttpCalls.Answer answer =
                browser.submit("/authorize/decision", page, "scope", "schedule:write", "decision", "approve");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("location")).isEmpty();
    }

    @Check("S06")
    @Test
    void s06AnotherOrganisationIsRefused() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        String form = Browser.hidden(page)
                        .replaceAll("organisation=[^&]*", "organisation=0197a000-0000-7000-8000-00000000ffff")
                + "&decision=approve";
        assertThat(browser.submit("/authorize/decision", form, Map.of()).status())
                .isEqualTo(400);
    }

    @Check("S07")
    @Test
    void s07AQuestionIsAnsweredOnce() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        assertThat(browser.submit("/authorize/decision", page, "decision", "approve")
                        .status())
                .isEqualTo(303);
        assertThat(browser.submit("/authorize/decision", page, "decision", "approve")
                        .status())
                .isEqualTo(400);
    }

    @Check("S05")
    @Test
    void n33S05AnotherBrowserCannotAnswer() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        Browser other = new Browser(calls).signIn("ben@harbor.example");
        assertThat(other.submit("/authorize/decision", page, "decision", "approve")
                        .status())
                .isEqualTo(403);
        HttpCalls.Answer own = other.get(client.authorizePath("scope", "schedule:read"));
        String ticket = Browser.hidden(page).replaceAll(".*(ticket=[^&]*).*", "$1");
        String mixed = Browser.hidden(own).replaceAll("ticket=[^&]*", ticket) + "&decision=approve";
        assertThat(other.submit("/authorize/decision", mixed, Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    void aQuestionWaitsTenMinutes() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        auth.time().advance(Duration.ofMinutes(10));
        assertThat(browser.submit("/authorize/decision", page, "decision", "approve")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anythingButApproveOrDenyIsRefused() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        assertThat(browser.submit("/authorize/decision", page, "decision", "maybe")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void peopleOfSeveralOrganisationsChooseAndTheTokenIsBoundToTheChoice() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            own.sql("""
                    INSERT INTO organisations (id, slug, name, zone, created_at)
                    SELECT CAST('0197a000-0000-7000-8000-000000000002' AS uuid), 'ops', 'Operations', 'UTC', created_at
                    FROM organisations
                    """);
            own.sql("""
                    INSERT INTO memberships (organisation_id, user_id, role, created_at)
                    SELECT CAST('0197a000-0000-7000-8000-000000000002' AS uuid), id, 'admin', created_at
                    FROM users WHERE email = 'ana@harbor.example'
                    """);
            OAuthClient ownClient = OAuthClient.register(own.calls(), "Choice", "http://127.0.0.1/callback");
            Browser ana = new Browser(own.calls()).signIn("ana@harbor.example");
            HttpCalls.Answer page = ana.get(ownClient.authorizePath("scope", "schedule:write"));
            assertThat(page.body())
                    .contains("type=\"radio\"", "Harbor Clinic", "Operations", "only where you are an administrator");

            assertThat(scope(ana, ownClient, "0197a000-0000-7000-8000-000000000002"))
                    .isEqualTo("schedule:read schedule:write");
            assertThat(scope(ana, ownClient, "0197a000-0000-7000-8000-000000000001"))
                    .isEqualTo("schedule:read");
            assertThat(ana.submit("/authorize/decision", page, "decision", "approve")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void whoBelongsNowhereIsToldSo() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            own.sql("DELETE FROM memberships");
            OAuthClient ownClient = OAuthClient.register(own.calls(), "Nowhere", "http://127.0.0.1/callback");
            HttpCalls.Answer answer =
                    new Browser(own.calls()).signIn("ana@harbor.example").get(ownClient.authorizePath());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("You belong to no organisation");
        }
    }

    private static String scope(Browser person, OAuthClient client, String organisation) {
        HttpCalls.Answer page = person.get(client.authorizePath("scope", "schedule:write"));
        HttpCalls.Answer answer = person.submit(
                "/authorize/decision",
                page,
                "organisation",
                organisation,
                "scope",
                "schedule:write",
                "decision",
                "approve");
        String code = OAuthClient.answerParameters(answer).getOrDefault("code", "");
        return client.redeem(code).json().path("scope").stringValue();
    }

    @Test
    void approvingAndDenyingAreInTheAuditLogOfTheOrganisation() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        assertThat(browser.submit("/authorize/decision", page, "decision", "deny")
                        .status())
                .isEqualTo(303);
        assertThat(event("deny_connection")).contains("\"declined\"");
        assertThat(auth.content("grants")).doesNotContain(client.id());

        String code = client.code(browser, "schedule:read");
        assertThat(event("approve_connection"))
                .contains("\"schedule:read\"", "\"0197a000-0000-7000-8000-000000000001\"", "\"success\"")
                .doesNotContain(code);
    }

    private String event(String operation) {
        return auth.content("outbox")
                .lines()
                .filter(line -> line.contains(client.id()) && line.contains("\"" + operation + "\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anApprovalKeepsTheClient() {
        String authorised = "SELECT last_authorised_at FROM clients WHERE id = '" + client.id() + "'";
        assertThat(auth.content("(" + authorised + ") c")).contains("null");
        client.code(browser, "schedule:read");
        assertThat(auth.content("(" + authorised + ") c")).doesNotContain("null");
    }

    @Check("Q23")
    @Test
    void q23ThePolicyDoesNotStopTheRedirectAfterTheForm() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        assertThat(page.header("content-security-policy").orElseThrow())
                .contains("frame-ancestors 'none'")
                .doesNotContain("form-action", "script");
        assertThat(page.body()).doesNotContain("<script");
    }

    @Check("Q26")
    @Test
    void q26ThePageShowsTheHostOfTheRedirectAndOfADescribedClient() {
        String id = "https://host" + UUID.randomUUID() + ".example/client.json";
        auth.sql("UPDATE clients SET id = '" + id + "', kind = 'document', fingerprint = NULL,"
                + " fresh_until = TIMESTAMP '2099-01-01 00:00:00' WHERE id = '" + client.id() + "'");
        assertThat(browser.get(client.authorizePath("client_id", id)).body())
                .contains("<strong class=\"publisher\">" + id.substring(8, id.indexOf("/client")) + "</strong>")
                .contains("<strong class=\"destination\">127.0.0.1:33418</strong>");
    }

    @Check("S05")
    @Test
    void s05AnAnswerWithoutItsTokenOrFromAnotherOriginIsRefusedAndTheQuestionStays() {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        String form = Browser.hidden(page) + "&decision=approve";
        String bare = form.replaceAll("csrf=[^&]*&?", "");
        assertThat(browser.submit("/authorize/decision", bare, Map.of()).status())
                .isEqualTo(403);
        assertThat(browser.submit("/authorize/decision", form, Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit("/authorize/decision", form, Map.of("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit("/authorize/decision", form, Map.of()).status())
                .isEqualTo(303);
    }

    @Check("S06")
    @ParameterizedTest
    @CsvSource({
        "resource,   http://localhost:8082/api",
        "client_id,  other",
        "ticket,     second",
        "organisation, 0197a000-0000-7000-8000-000000000001",
        "lifetime,   30"
    })
    void s06AnAnswerThatSaysMoreThanThePageAskedIsRefused(String field, String value) {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        String twice = field.equals("lifetime") ? "&lifetime=60" : "";
        String form = Browser.hidden(page) + "&decision=approve" + twice + "&" + Browser.encode(field, value);
        assertThat(browser.submit("/authorize/decision", form, Map.of()).status())
                .isEqualTo(400);
        assertThat(auth.content("grants")).doesNotContain(client.id());
    }

    @Check("S07")
    @Test
    void s07OfManyAnswersAtOnceOneCounts() throws Exception {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        Callable<HttpCalls.Answer> approval = () -> browser.submit("/authorize/decision", page, "decision", "approve");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(Collections.nCopies(12, approval)).stream()
                    .map(Future::resultNow)
                    .map(HttpCalls.Answer::status)
                    .toList();
            assertThat(statuses).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 400);
        }
        assertThat(auth.content("grants").lines().filter(line -> line.contains(client.id())))
                .hasSize(1);
    }
}
