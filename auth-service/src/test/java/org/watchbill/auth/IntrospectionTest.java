package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TokensPage;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** What {@code /introspect} tells whom. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class IntrospectionTest {

    private final TestDatabase database;
    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    IntrospectionTest(TestDatabase database) {
        this.database = database;
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Introspected", "http://127.0.0.1/callback");
        browser = new Browser(calls).signIn("ben@harbor.example");
    }

    @Test
    void aServiceLearnsEverythingAboutTheTokenOfAPerson() {
        JsonNode answer = introspect("schedule-service", forSchedule()).json();
        assertThat(answer.path("active").booleanValue()).isTrue();
        assertThat(answer.path("iss").stringValue()).isEqualTo("http://localhost:8081");
        assertThat(answer.path("aud").stringValue()).isEqualTo("http://localhost:8082/api");
        assertThat(answer.path("sub").stringValue()).isEqualTo("0197a000-0000-7000-8000-0000000000a3");
        assertThat(answer.path("client_id").stringValue()).isEqualTo(client.id());
        assertThat(answer.path("scope").stringValue()).isEqualTo("schedule:read");
        assertThat(answer.path("exp").longValue())
                .isEqualTo(auth.time().instant().plus(Duration.ofHours(1)).getEpochSecond());
        assertThat(answer.path("org").stringValue()).isEqualTo("0197a000-0000-7000-8000-000000000001");
        assertThat(answer.path("org_name").stringValue()).isEqualTo("Harbor Clinic");
        assertThat(answer.path("org_zone").stringValue()).isEqualTo("America/New_York");
        assertThat(answer.path("role").stringValue()).isEqualTo("member");
        assertThat(answer.path("name").stringValue()).isEqualTo("Ben Okafor");
        assertThat(answer.path("email").stringValue()).isEqualTo("ben@harbor.example");
        assertThat(answer.path("grant").stringValue()).isNotEmpty();
    }

    @Test
    void anApiTokenIsActiveWhereverItIsBrought() {
        String token = new TokensPage(browser).make("Introspected", "30", "schedule:read");
        for (String service : new String[] {"schedule-service", "audit-service", "mcp-gateway"}) {
            JsonNode answer = introspect(service, token).json();
            assertThat(answer.path("active").booleanValue()).as(service).isTrue();
            assertThat(answer.path("client_id").stringValue()).startsWith("api-token:");
            assertThat(answer.path("role").stringValue()).isEqualTo("member");
            assertThat(answer.path("scope").stringValue()).isEqualTo("schedule:read");
        }
    }

    @Test
    void theOperatorsTokenIsActiveWhereItIsFor() {
        String token = calls.postForm(
                        "/token",
                        OAuthClient.basic("watchbill-cli"),
                        "grant_type=client_credentials&organisation=harbor-clinic&scope=schedule:read&resource="
                                + RunningAuth.SCHEDULE)
                .json()
                .path("access_token")
                .stringValue();
        JsonNode answer = introspect("schedule-service", token).json();
        assertThat(answer.path("active").booleanValue()).isTrue();
        assertThat(answer.path("sub").stringValue()).isEqualTo("client:watchbill-cli");
        assertThat(answer.path("role").stringValue()).isEqualTo("admin");
        inactive(introspect("audit-service", token));
    }

    @Check("S23")
    @ParameterizedTest
    @ValueSource(strings = {"audit-service", "mcp-gateway", "watchbill-cli"})
    void s23AClientThatIsNotTheAudienceLearnsNothing(String program) {
        inactive(introspect(program, forSchedule()));
    }

    @Check("V03")
    @Test
    void v03NobodyAsksWithoutProvingWhoTheyAre() {
        String token = forSchedule();
        HttpCalls.Answer nobody = calls.postForm("/introspect", Map.of(), "token=" + token);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().path("error").stringValue()).isEqualTo("invalid_client");
        HttpCalls.Answer unproven =
                calls.postForm("/introspect", Map.of(), "token=" + token + "&client_id=" + client.id());
        assertThat(unproven.status()).isEqualTo(401);
        HttpCalls.Answer liar = calls.postForm(
                "/introspect", Map.of("Authorization", "Basic c2NoZWR1bGUtc2VydmljZTp3cm9uZw=="), "token=" + token);
        assertThat(liar.status()).isEqualTo(401);
        assertThat(liar.header("www-authenticate")).contains("Basic realm=\"watchbill\"");
    }

    @Check("V04")
    @Test
    void v04GarbageIsInactiveAndNothingElse() {
        for (String garbage : new String[] {"garbage", "a.b.c", "wb_" + "0".repeat(49)}) {
            inactive(introspect("schedule-service", garbage));
        }
        inactive(introspect(
                "schedule-service",
                client.connect(browser, "schedule:read").path("refresh_token").stringValue()));
    }

    @Test
    void aMissingOrRepeatedTokenIsAnInvalidRequest() {
        for (String form : new String[] {"", "token=a&token=b"}) {
            HttpCalls.Answer answer = calls.postForm("/introspect", OAuthClient.basic("schedule-service"), form);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_request");
        }
    }

    @Test
    void noBrowserOfAnotherOriginMayAsk() {
        assertThat(introspect("schedule-service", "x").header("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void anExpiredTokenIsInactive() {
        String token = forSchedule();
        auth.time().advance(Duration.ofHours(1));
        inactive(introspect("schedule-service", token));
    }

    @Check({"S08", "S09"})
    @Test
    void s08S09ARemovedDisabledOrDemotedPersonLosesWhatTheyMayNoLonger() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            HttpCalls there = own.calls();
            OAuthClient other = OAuthClient.register(there, "Removed", "http://127.0.0.1/callback");
            Browser admin = new Browser(there).signIn("admin@harbor.example");
            String token = other.redeem(other.codeAt(
                            admin,
                            other.authorizePath("scope", "schedule:write", "resource", RunningAuth.SCHEDULE),
                            "schedule:write"))
                    .json()
                    .path("access_token")
                    .stringValue();
            assertThat(scope(there, token)).isEqualTo("schedule:read schedule:write");
            own.sql("UPDATE memberships SET role = 'member' WHERE user_id = CAST("
                    + "'0197a000-0000-7000-8000-0000000000a1' AS uuid)");
            assertThat(scope(there, token)).isEqualTo("schedule:read");
            own.sql("UPDATE users SET disabled_at = CURRENT_TIMESTAMP WHERE email = 'admin@harbor.example'");
            inactive(introspect(there, "schedule-service", token));
            own.sql("UPDATE users SET disabled_at = NULL WHERE email = 'admin@harbor.example'");
            assertThat(scope(there, token)).isEqualTo("schedule:read");
            own.sql("DELETE FROM memberships WHERE user_id = CAST('0197a000-0000-7000-8000-0000000000a1' AS uuid)");
            inactive(introspect(there, "schedule-service", token));
        }
    }

    private static String scope(HttpCalls calls, String token) {
        return introspect(calls, "schedule-service", token).json().path("scope").stringValue();
    }

    private String forSchedule() {
        String code = client.codeAt(
                browser, client.authorizePath("scope", "schedule:read", "resource", RunningAuth.SCHEDULE));
        return client.redeem(code).json().path("access_token").stringValue();
    }

    private HttpCalls.Answer introspect(String program, String token) {
        return introspect(calls, program, token);
    }

    private static HttpCalls.Answer introspect(HttpCalls calls, String program, String token) {
        HttpCalls.Answer answer =
                calls.postForm("/introspect", OAuthClient.basic(program), Browser.encode("token", token));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("no-store");
        return answer;
    }

    private static void inactive(HttpCalls.Answer answer) {
        assertThat(answer.body()).isEqualTo("{\"active\":false}");
    }
}
