package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** What a consent page suggests, to a client that comes for the first time and to one that comes again for more. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class StepUpTest {

    private final HttpCalls calls;
    private final Browser browser;
    private final OAuthClient client;

    StepUpTest(TestDatabase database) {
        calls = RunningAuth.shared(database).calls();
        browser = new Browser(calls).signIn("admin@harbor.example");
        client = OAuthClient.register(calls, "Step-up " + UUID.randomUUID(), "http://127.0.0.1/callback");
    }

    @Check("Q13")
    @Test
    void q13AClientThatAsksForAllThatTheMetadataOffersHasNoChangeTicked() {
        String everything = String.join(
                " ",
                calls.get("/.well-known/oauth-authorization-server", Map.of())
                        .json()
                        .path("scopes_supported")
                        .valueStream()
                        .map(scope -> scope.stringValue())
                        .toList());
        assertThat(everything).contains("schedule:write", "requests:approve");
        assertThat(browser.get(client.authorizePath("scope", everything)).body())
                .contains("value=\"schedule:write\">", "value=\"requests:approve\">")
                .doesNotContain(" checked>", "asks to change things");
    }

    @Check("Q14")
    @Test
    void q14AConnectionThatAsksForMoreShowsWhatItHasAndWhatIsNewAndGetsBoth() {
        client.connect(browser, "schedule:read");
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:write schedule:read members:read"));
        assertThat(between(page.body(), "It may already, and goes on to", "</ul>"))
                .contains("see the schedule and who is on duty")
                .doesNotContain("see the team");
        assertThat(between(page.body(), "New: it may also", "</ul>")).contains("see the team and how to reach it");
        assertThat(choice(page.body(), "schedule:write")).contains(" checked>", "changes things", ">new<");

        String code = client.codeAt(
                browser, client.authorizePath("scope", "schedule:write schedule:read members:read"), "schedule:write");
        assertThat(client.redeem(code).json().path("scope").stringValue())
                .isEqualTo("members:read schedule:read schedule:write");
    }

    @Check("Q14")
    @Test
    void q14WhatAConnectionHadStaysTickedWhenItAsksOnlyForMore() {
        client.connect(browser, "members:read requests:write", "requests:write");
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:write"));
        assertThat(choice(page.body(), "requests:write")).contains(" checked>", "changes things", "allowed before");
        assertThat(choice(page.body(), "members:read")).contains(" checked>", "allowed before");
        assertThat(choice(page.body(), "members:read")).doesNotContain("changes things");

        String kept = client.codeAt(
                browser, client.authorizePath("scope", "schedule:write"), "schedule:write", "requests:write");
        assertThat(client.redeem(kept).json().path("scope").stringValue())
                .isEqualTo("requests:read requests:write schedule:read schedule:write");
        String dropped = client.codeAt(browser, client.authorizePath("scope", "schedule:write"), "schedule:write");
        assertThat(client.redeem(dropped).json().path("scope").stringValue()).isEqualTo("schedule:read schedule:write");
    }

    @Test
    void whatWasAllowedInAnOlderConnectionOfAnotherPersonOrClientCountsForNothing() {
        client.connect(browser, "members:read requests:write", "requests:write");
        Browser other = new Browser(calls).signIn("ana@harbor.example");
        assertThat(other.get(client.authorizePath("scope", "schedule:read")).body())
                .doesNotContain("allowed before", "It may already");
        OAuthClient stranger =
                OAuthClient.register(calls, "Stranger " + UUID.randomUUID(), "http://127.0.0.1/callback");
        assertThat(browser.get(stranger.authorizePath("scope", "schedule:read")).body())
                .doesNotContain("allowed before", "It may already");
    }

    private static String choice(String page, String scope) {
        return between(page, "name=\"scope\" value=\"" + scope + "\"", "</label>");
    }

    private static String between(String page, String start, String end) {
        String rest = page.substring(page.indexOf(start));
        return rest.substring(0, rest.indexOf(end));
    }
}
