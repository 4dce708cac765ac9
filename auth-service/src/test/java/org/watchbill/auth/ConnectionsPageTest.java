package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** The account page on which people see and end what apps may do for them. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConnectionsPageTest {

    private static final String PATH = "/account/connections";
    private static final Pattern END = Pattern.compile("href=\"(/account/connections/revoke\\?connection=[^\"]*)\"");

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;

    ConnectionsPageTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        browser = new Browser(calls).signIn("ana@harbor.example");
        auth.sql("DELETE FROM grants");
    }

    @Test
    void whoeverIsNotSignedInIsSentThroughTheSignIn() {
        HttpCalls.Answer answer = new Browser(calls).get(PATH);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/sign-in?continue=%2Faccount%2Fconnections");
    }

    @Test
    void whoConnectedNothingIsToldSo() {
        assertThat(browser.get(PATH).body()).contains("No app acts for you.").doesNotContain("<table");
    }

    @Test
    void aConnectionShowsItsAppItsRightsAndItsCourse() {
        connect();
        assertThat(browser.get(PATH).body())
                .contains(
                        "Desk assistant",
                        "answers go to 127.0.0.1",
                        "data-label=\"In\">Harbor Clinic",
                        "see the schedule and who is on duty",
                        "data-label=\"Approved on\"><time datetime=",
                        "data-label=\"Last used\"",
                        "data-label=\"Ends on\"><time datetime=");
    }

    @Test
    void endingAsksFirstAndEndsTheTokensAndIsTold() {
        Connected app = connect();
        HttpCalls.Answer asked = browser.get(endLink());
        assertThat(asked.body()).contains("End the connection of Desk assistant?", "class=\"danger\"");
        assertThat(browser.get(PATH).body()).contains("Desk assistant");

        HttpCalls.Answer done = browser.submit(PATH + "/revoke", asked);
        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.get(done.header("location").orElseThrow()).body())
                .contains("The connection has ended.", "No app acts for you.")
                .doesNotContain("Desk assistant");
        assertThat(app.client().refresh(app.refreshToken()).status()).isEqualTo(400);
        assertThat(auth.content("outbox")).contains("revoke_connection");

        assertThat(browser.submit(PATH + "/revoke", asked).status()).isEqualTo(303);
        assertThat(browser.get(endLinkOf(asked)).status()).isEqualTo(404);
    }

    @Test
    void nobodyElseCanEndIt() {
        Connected app = connect();
        String link = endLink();
        HttpCalls.Answer asked = browser.get(link);
        Browser ben = new Browser(calls).signIn("ben@harbor.example");
        assertThat(ben.get(link).status()).isEqualTo(404);
        assertThat(ben.submit(PATH + "/revoke", Browser.hidden(asked), Map.of()).status())
                .isEqualTo(403);
        String own = Browser.hidden(asked).replaceAll("csrf=[^&]*", "csrf=" + csrf(ben));
        assertThat(ben.submit(PATH + "/revoke", own, Map.of()).status()).isEqualTo(303);
        assertThat(app.client().refresh(app.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void s05FormsNeedTheTokenOfThisBrowserAndOurOrigin() {
        connect();
        String form = Browser.hidden(browser.get(endLink()));
        for (Map<String, String> headers :
                List.of(Map.of("Origin", "https://evil.example"), Map.of("Sec-Fetch-Site", "cross-site"))) {
            assertThat(browser.submit(PATH + "/revoke", form, headers).status()).isEqualTo(403);
        }
        assertThat(browser.submit(PATH + "/revoke", form.replaceAll("csrf=[^&]*", ""), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(browser.get(PATH).body()).contains("Desk assistant");
    }

    @Test
    void whatIsNoConnectionIsRefused() {
        assertThat(browser.get(PATH + "/revoke?connection=x").status()).isEqualTo(400);
        assertThat(browser.get(PATH + "/revoke").status()).isEqualTo(400);
    }

    @Test
    void aConnectionThatHasRunOutIsNotShown() {
        connect();
        auth.sql("UPDATE grants SET expires_at = created_at + INTERVAL '1' SECOND");
        auth.time().advance(Duration.ofSeconds(1));
        assertThat(browser.get(PATH).body()).contains("No app acts for you.");
    }

    private record Connected(OAuthClient client, String refreshToken) {}

    private Connected connect() {
        OAuthClient client = OAuthClient.register(calls, "Desk assistant", OAuthClient.REDIRECT);
        String refreshToken =
                client.connect(browser, "schedule:read").path("refresh_token").stringValue();
        return new Connected(client, refreshToken);
    }

    private String endLink() {
        Matcher link = END.matcher(browser.get(PATH).body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String endLinkOf(HttpCalls.Answer asked) {
        Matcher id = Pattern.compile("name=\"connection\" value=\"([^\"]*)\"").matcher(asked.body());
        assertThat(id.find()).isTrue();
        return PATH + "/revoke?connection=" + id.group(1);
    }

    private static String csrf(Browser someone) {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"")
                .matcher(someone.get("/").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}
