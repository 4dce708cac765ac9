package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** The frame around the pages of a signed-in person. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FrameTest {

    private final HttpCalls calls;

    FrameTest(TestDatabase database) {
        calls = RunningAuth.shared(database).calls();
    }

    @ParameterizedTest
    @CsvSource({"/, Home, Your account", "/account/tokens, API tokens, Your API tokens"})
    void thePresentPageIsMarkedAndNamed(String path, String label, String title) {
        String page = signedIn("ana@harbor.example").get(path).body();
        assertThat(page)
                .contains(
                        "<html lang=\"en\">",
                        "<title>" + title + " - Watchbill</title>",
                        "<h1>" + title + "</h1>",
                        "<a class=\"skip\" href=\"#main\">",
                        "<main id=\"main\">",
                        "<a href=\"" + path + "\" aria-current=\"page\">" + label + "</a>")
                .containsOnlyOnce("aria-current");
    }

    @Test
    void administrationIsOfferedToAdministratorsOnly() {
        assertThat(signedIn("admin@harbor.example").get("/").body())
                .contains("<a href=\"/admin\">Administration</a>", "href=\"/admin/harbor-clinic\"");
        assertThat(signedIn("ana@harbor.example").get("/").body()).doesNotContain("/admin");
    }

    @Test
    void whoIsNotSignedInHasNoNavigation() {
        assertThat(new Browser(calls).get("/sign-in").body()).doesNotContain("<nav", "/sign-out");
    }

    @Test
    void theShortPathOfTheAccountLeadsHome() {
        HttpCalls.Answer answer = signedIn("ana@harbor.example").get("/account");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/");
    }

    private Browser signedIn(String email) {
        return new Browser(calls).signIn(email);
    }
}
