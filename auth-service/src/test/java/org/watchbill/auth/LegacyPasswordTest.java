package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** User name and password as old clients send them, exchanged for the gateway while the switch is on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LegacyPasswordTest {

    private static final String TYPE = "urn:watchbill:params:oauth:token-type:password";
    private static final String MEMBER_SCOPES =
            "audit:read members:read profile:read requests:read requests:write schedule:read";
    private static final String REFUSAL = "{\"error\":\"invalid_request\","
            + "\"error_description\":\"The subject token is invalid, expired or revoked\"}";

    private static final Map<TestDatabase, RunningAuth> SWITCHED_ON = new HashMap<>();

    private final TestDatabase database;
    private final RunningAuth auth;
    private final HttpCalls calls;

    LegacyPasswordTest(TestDatabase database) {
        this.database = database;
        auth = SWITCHED_ON.computeIfAbsent(database, LegacyPasswordTest::switchedOn);
        calls = auth.calls();
    }

    private static RunningAuth switchedOn(TestDatabase database) {
        return RunningAuth.start(database.settings(), Map.of("demo", "true", "exchange.passwords", "true"));
    }

    @BeforeEach
    void forgetEarlierAttempts() {
        auth.time().advance(Duration.ofMinutes(15));
    }

    @Test
    void aMemberGetsTheRightsOfMembersInTheOnlyOrganisation() {
        HttpCalls.Answer answer = exchange("Ana@Harbor.example", "watchbill-demo");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.json().path("expires_in").intValue()).isEqualTo(600);
        assertThat(answer.json().path("scope").stringValue()).isEqualTo(MEMBER_SCOPES);
        JsonNode claims = claims(answer);
        assertThat(claims.path("sub").stringValue()).isEqualTo("0197a000-0000-7000-8000-0000000000a2");
        assertThat(claims.path("client_id").stringValue()).isEqualTo("legacy-password");
        assertThat(claims.path("grant").stringValue()).isEqualTo("legacy-password");
        assertThat(claims.path("org").stringValue()).isEqualTo("0197a000-0000-7000-8000-000000000001");
        assertThat(claims.path("org_name").stringValue()).isEqualTo("Harbor Clinic");
        assertThat(claims.path("org_zone").stringValue()).isEqualTo("America/New_York");
        assertThat(claims.path("role").stringValue()).isEqualTo("member");
        assertThat(claims.path("name").stringValue()).isEqualTo("Ana Ruiz");
        assertThat(claims.path("email").stringValue()).isEqualTo("ana@harbor.example");
        assertThat(claims.path("aud").stringValue()).isEqualTo("schedule-service");
        assertThat(claims.path("act").path("sub").stringValue()).isEqualTo("client:mcp-gateway");
    }

    @Test
    void anAdministratorGetsNothingThatOnlyAdministratorsMayDo() {
        JsonNode claims = claims(exchange("admin@harbor.example", "watchbill-demo"));
        assertThat(claims.path("role").stringValue()).isEqualTo("admin");
        assertThat(claims.path("scope").stringValue()).isEqualTo(MEMBER_SCOPES);
    }

    @Test
    void theSwitchIsOffUnlessSomebodyTurnsItOn() {
        HttpCalls.Answer answer = OAuthClient.exchangeOf(
                RunningAuth.shared(database).calls(),
                TYPE,
                encoded(Map.of("username", "ana@harbor.example", "password", "watchbill-demo")),
                "schedule-service");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_request");
        assertThat(answer.json().path("error_description").stringValue())
                .isEqualTo("Subject tokens of this type are not exchanged");
    }

    @Check("S10")
    @ParameterizedTest
    @CsvSource({
        "ana@harbor.example,    wrong",
        "ana@harbor.example,    ''",
        "nobody@harbor.example, watchbill-demo",
        "ana,                   watchbill-demo",
        "'',                    watchbill-demo"
    })
    void s10UnknownPeopleAndWrongPasswordsLookTheSame(String username, String password) {
        assertRefused(exchange(username, password));
    }

    @Check("S11")
    @Test
    void s11FailuresCountTogetherWithThoseOfTheSignInPageKnownOrNot() {
        Browser browser = new Browser(calls);
        for (String email : new String[] {"ben@harbor.example", "nobody@harbor.example"}) {
            for (int i = 0; i < 5; i++) {
                assertRefused(exchangeFrom("127.0.0.1", email, "wrong"));
            }
            HttpCalls.Answer refused = exchangeFrom("127.0.0.1", email, "watchbill-demo");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("error").stringValue()).isEqualTo("temporarily_unavailable");
            assertThat(refused.header("retry-after")).contains("60");
            assertThat(browser.submit("/sign-in", browser.get("/sign-in"), "email", email, "password", "watchbill-demo")
                            .status())
                    .isEqualTo(429);
        }
        assertThat(exchangeFrom("192.0.2.7", "ben@harbor.example", "watchbill-demo")
                        .status())
                .isEqualTo(200);
        assertThat(exchange("ben@harbor.example", "watchbill-demo").status()).isEqualTo(200);
    }

    @Test
    void withoutAnAddressAttemptsCountAsTheGateways() {
        for (int i = 0; i < 5; i++) {
            assertRefused(exchange("ben@harbor.example", "wrong"));
        }
        assertThat(exchange("ben@harbor.example", "watchbill-demo").status()).isEqualTo(429);
        assertThat(exchangeFrom("a".repeat(65), "ben@harbor.example", "watchbill-demo")
                        .status())
                .isEqualTo(429);
    }

    @Check("S08")
    @Test
    void s08ARemovedMemberAndADisabledPersonAreRefused() {
        try (RunningAuth own = switchedOn(database)) {
            own.sql("DELETE FROM memberships WHERE user_id = CAST('0197a000-0000-7000-8000-0000000000a2' AS uuid)");
            own.sql("UPDATE users SET disabled_at = created_at WHERE email = 'ben@harbor.example'");
            for (String email : new String[] {"ana@harbor.example", "ben@harbor.example"}) {
                assertRefused(OAuthClient.exchangeOf(
                        own.calls(),
                        TYPE,
                        encoded(Map.of("username", email, "password", "watchbill-demo")),
                        "schedule-service"));
            }
        }
    }

    @Test
    void whoBelongsToSeveralOrganisationsIsToldSoOnlyAfterTheRightPassword() {
        try (RunningAuth own = switchedOn(database)) {
            own.addToSecondOrganisation("0197a000-0000-7000-8000-0000000000a2", "member");
            HttpCalls.Answer answer = OAuthClient.exchangeOf(
                    own.calls(),
                    TYPE,
                    encoded(Map.of("username", "ana@harbor.example", "password", "watchbill-demo")),
                    "schedule-service");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("error").stringValue()).isEqualTo("interaction_required");
            assertRefused(OAuthClient.exchangeOf(
                    own.calls(),
                    TYPE,
                    encoded(Map.of("username", "ana@harbor.example", "password", "wrong")),
                    "schedule-service"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "***",
                "bm8ganNvbg",
                "e30",
                "eyJ1c2VybmFtZSI6ImEifQ",
                "eyJ1c2VybmFtZSI6ImEiLCJwYXNzd29yZCI6bnVsbH0",
                "eyJ1c2VybmFtZSI6ImEiLCJwYXNzd29yZCI6ImIiLCJyb2xlIjoiYWRtaW4ifQ"
            })
    void whatCannotBeReadIsRefused(String subjectToken) {
        HttpCalls.Answer answer = OAuthClient.exchangeOf(calls, TYPE, subjectToken, "schedule-service");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_request");
    }

    @Test
    void onlyTheGatewayMayExchange() {
        String form = Browser.encode(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                encoded(Map.of("username", "ana@harbor.example", "password", "watchbill-demo")),
                "subject_token_type",
                TYPE,
                "audience",
                "schedule-service");
        for (String program : new String[] {"schedule-service", "audit-service", "watchbill-cli"}) {
            HttpCalls.Answer answer = calls.postForm("/token", OAuthClient.basic(program), form);
            assertThat(answer.json().path("error").stringValue()).isEqualTo("unauthorized_client");
        }
        OAuthClient client = OAuthClient.register(calls, "Guesser", "http://127.0.0.1/callback");
        HttpCalls.Answer ofClient = calls.postForm("/token", Map.of(), form + "&client_id=" + client.id());
        assertThat(ofClient.json().path("error").stringValue()).isEqualTo("unauthorized_client");
    }

    private HttpCalls.Answer exchange(String username, String password) {
        return OAuthClient.exchangeOf(
                calls, TYPE, encoded(Map.of("username", username, "password", password)), "schedule-service");
    }

    private HttpCalls.Answer exchangeFrom(String address, String username, String password) {
        return OAuthClient.exchangeOf(
                calls,
                TYPE,
                encoded(Map.of("username", username, "password", password, "address", address)),
                "schedule-service");
    }

    private static String encoded(Map<String, String> credentials) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.text(credentials).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode claims(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return OAuthClient.claims(answer.json().path("access_token").stringValue());
    }

    private static void assertRefused(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(REFUSAL);
    }
}
