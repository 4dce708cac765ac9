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
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** Where somebody is signed in, and signing out elsewhere. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SecurityPageTest {

    private static final String PATH = "/account/security";
    private static final String EVERYWHERE = PATH + "/sign-out-everywhere";

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final String email = "e" + UUID.randomUUID() + "@harbor.example";
    private final String user;

    SecurityPageTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        user = auth.addPerson(email);
    }

    @Test
    void anotherBrowserIsSignedOutAndOnlyByItsPerson() {
        Browser here = new Browser(calls).signIn(email);
        Browser there = new Browser(calls).signIn(email);
        String session =
                here.get(PATH).body().split("name=\"session\" value=\"", -1)[1].substring(0, 36);
        Browser stranger = new Browser(calls).signIn("ben@harbor.example");
        String foreign = Browser.hidden(stranger.get(PATH), EVERYWHERE) + "&session=" + session;
        stranger.submit(PATH + "/end-session", foreign, Map.of());
        assertThat(there.get(PATH).status()).isEqualTo(200);
        String own = Browser.hidden(here.get(PATH), PATH + "/end-session") + "&session=" + session;
        assertThat(here.submit(PATH + "/end-session", own, Map.of()).status()).isEqualTo(303);
        assertThat(there.get(PATH).status()).isEqualTo(303);
        assertThat(here.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void signingOutEverywhereKeepsConnectionsUnlessTicked() {
        OAuthClient client = OAuthClient.register(calls, "Everywhere", "http://127.0.0.1/callback");
        Browser browser = new Browser(calls).signIn(email);
        String refresh =
                client.connect(browser, "schedule:read").path("refresh_token").stringValue();
        String everywhere = Browser.hidden(browser.get(PATH), EVERYWHERE);
        assertThat(browser.submit(EVERYWHERE, everywhere, Map.of()).status()).isEqualTo(303);
        assertThat(auth.content("sessions")).doesNotContain(user);
        HttpCalls.Answer refreshed = client.refresh(refresh);
        assertThat(refreshed.status()).isEqualTo(200);

        browser.signIn(email);
        String ticked = Browser.hidden(browser.get(PATH), EVERYWHERE) + "&connections=end";
        assertThat(browser.submit(EVERYWHERE, ticked, Map.of()).status()).isEqualTo(303);
        assertThat(client.refresh(refreshed.json().path("refresh_token").stringValue())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wrongPasswordsAreInTheHistory() {
        Browser browser = new Browser(calls);
        browser.submit("/sign-in", browser.get("/sign-in"), "email", email, "password", "wrong");
        assertThat(browser.signIn(email).get(PATH).body()).contains("Wrong password", "Signed in with password");
    }
}
