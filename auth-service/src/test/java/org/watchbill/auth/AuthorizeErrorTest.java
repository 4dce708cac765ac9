package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** To whom an error goes by itself, and who is asked first. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuthorizeErrorTest {

    private static final String APP = "https://app.example/cb?a=b";
    private static final Pattern LINK = Pattern.compile("href=\"(https://app[^\"]*)\"");

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;
    private final OAuthClient client;

    AuthorizeErrorTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        browser = new Browser(calls);
        client = OAuthClient.register(
                calls,
                "Errors " + UUID.randomUUID(),
                APP,
                "http://localhost/callback",
                "cursor://anysphere.cursor-mcp/oauth/callback");
    }

    @Test
    void anAppElsewhereThatNobodyVouchesForIsToldOnlyWhenThePersonSaysSo() {
        HttpCalls.Answer page = browser.signIn("ana@harbor.example")
                .get(client.authorizePath("redirect_uri", APP, "response_type", "token"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("location")).isEmpty();
        assertThat(page.body()).contains("response_type must be code", "app.example", "Tell the app");
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).isTrue();
        assertThat(link.group(1).replace("&amp;", "&"))
                .isEqualTo("https://app.example/cb?a=b&error=unsupported_response_type"
                        + "&error_description=response_type+must+be+code&state=st%2F1+%26%3D"
                        + "&iss=http%3A%2F%2Flocalhost%3A8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:58135/callback", "cursor://anysphere.cursor-mcp/oauth/callback"})
    void aProgramOnTheOwnMachineIsToldAtOnce(String redirectUri) {
        HttpCalls.Answer answer = browser.signIn("ana@harbor.example")
                .get(client.authorizePath("redirect_uri", redirectUri, "resource", "https://evil.example/"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location").orElseThrow()).startsWith(redirectUri + "?error=invalid_target&");
    }

    @Test
    void aClientOfAnAdministratorIsToldAtOnceButNotBeforeTheSignIn() {
        adopt("0197a000-0000-7000-8000-000000000001");
        String path = client.authorizePath("redirect_uri", APP, "code_challenge", "");
        assertThat(browser.get(path).body()).contains("action=\"/sign-in\"");
        HttpCalls.Answer answer = browser.signIn("ana@harbor.example").get(path);
        assertThat(answer.header("location").orElseThrow()).startsWith(APP + "&error=invalid_request&");
        assertThat(browser.get(client.authorizePath("redirect_uri", APP)).body())
                .contains("An administrator of your organisation registered this app")
                .doesNotContain("nobody has checked");
    }

    @ParameterizedTest
    @CsvSource({"true, consent_required", "false, login_required"})
    void aSilentRequestOfAnAppElsewhereEndsOnAPageToo(boolean signedIn, String error) {
        if (signedIn) {
            browser.signIn("ana@harbor.example");
        }
        HttpCalls.Answer page = browser.get(client.authorizePath("redirect_uri", APP, "prompt", "none"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("error=" + error + "&amp;");
        adopt("0197a000-0000-7000-8000-000000000001");
        HttpCalls.Answer answer = browser.get(client.authorizePath("redirect_uri", APP, "prompt", "none"));
        assertThat(OAuthClient.answerParameters(answer)).containsEntry("error", error);
    }

    @Test
    void aClientOfOneOrganisationCannotBeUsedInAnother() {
        String elsewhere = UUID.randomUUID().toString();
        auth.sql("INSERT INTO organisations (id, slug, name, zone, created_at) VALUES (CAST('" + elsewhere
                + "' AS uuid), '" + elsewhere.substring(24) + "', 'Elsewhere', 'UTC', CURRENT_TIMESTAMP)");
        adopt(elsewhere);
        HttpCalls.Answer answer = browser.signIn("ana@harbor.example").get(client.authorizePath("redirect_uri", APP));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("in no organisation in which this app can be used");
    }

    /** Makes the client one that an administrator of {@code organisation} registered. */
    private void adopt(String organisation) {
        auth.sql("UPDATE clients SET kind = 'registered', fingerprint = NULL, organisation_id = CAST('" + organisation
                + "' AS uuid) WHERE id = '" + client.id() + "'");
    }
}
