package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConsentLifetimeTest {

    private final TestDatabase database;
    private final RunningAuth auth;
    private final Browser browser;
    private final OAuthClient client;

    ConsentLifetimeTest(TestDatabase database) {
        this.database = database;
        auth = RunningAuth.shared(database);
        browser = new Browser(auth.calls()).signIn("ana@harbor.example");
        client = OAuthClient.register(auth.calls(), "Lifetime " + UUID.randomUUID(), "http://127.0.0.1/callback");
    }

    @Test
    void fourLifetimesAreOfferedAndNinetyDaysAreChosen() {
        assertThat(browser.get(client.authorizePath("scope", "schedule:read")).body())
                .contains(
                        "<option value=\"30\">30 days, until ",
                        "<option value=\"60\">60 days, until ",
                        "<option value=\"90\" selected>90 days, until ",
                        "<option value=\"365\">365 days, until ");
    }

    @Check("S04")
    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "never", "-30", "-1", "91", "9.0", "+90", " 90", "090", "99999999999999999999"})
    void s04AnotherLifetimeIsRefusedAndNothingIsHalfApplied(String lifetime) {
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        HttpCalls.Answer refused =
                browser.submit("/authorize/decision", page, "lifetime", lifetime, "decision", "approve");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("location")).isEmpty();
        assertThat(auth.content("grants")).doesNotContain(client.id());

        HttpCalls.Answer mended = browser.submit("/authorize/decision", page, "lifetime", "30", "decision", "approve");
        assertThat(mended.status()).isEqualTo(303);
    }

    @Check("S03")
    @ParameterizedTest
    @ValueSource(ints = {30, 365})
    void s03TheAccessEndsAfterTheChosenLifetimeHoweverOftenItIsRefreshed(int days) {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            OAuthClient ownClient = OAuthClient.register(own.calls(), "Ends", "http://127.0.0.1/callback");
            Browser ana = new Browser(own.calls()).signIn("ana@harbor.example");
            HttpCalls.Answer page = ana.get(ownClient.authorizePath("scope", "schedule:read"));
            HttpCalls.Answer answer =
                    ana.submit("/authorize/decision", page, "lifetime", Integer.toString(days), "decision", "approve");
            String code = OAuthClient.answerParameters(answer).getOrDefault("code", "");
            String first = ownClient.redeem(code).json().path("refresh_token").stringValue();

            own.time().advance(Duration.ofDays(days).minusMinutes(5));
            HttpCalls.Answer late = ownClient.refresh(first);
            assertThat(late.status()).as(late.body()).isEqualTo(200);
            assertThat(late.json().path("expires_in").longValue()).isEqualTo(300);

            own.time().advance(Duration.ofMinutes(5));
            HttpCalls.Answer over =
                    ownClient.refresh(late.json().path("refresh_token").stringValue());
            assertThat(over.json().path("error").stringValue()).isEqualTo("invalid_grant");
        }
    }
}
