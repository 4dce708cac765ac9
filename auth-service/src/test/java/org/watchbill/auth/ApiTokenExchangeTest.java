package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** API tokens at the token endpoint: what the gateway gets for them, and that nobody else gets anything. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApiTokenExchangeTest {

    private static final String TYPE = "urn:watchbill:params:oauth:token-type:api-token";
    private static final String UNKNOWN = "wb_WatchbillWatchbillWatchbillWatchbillWatchb14c0KCQ";
    private static final String REFUSAL = "{\"error\":\"invalid_request\","
            + "\"error_description\":\"The subject token is invalid, expired or revoked\"}";

    private static final String AVERY = "0197a000-0000-7000-8000-0000000000a1";
    private static final Map<TestDatabase, RunningAuth> OWN = new EnumMap<>(TestDatabase.class);

    private final TestDatabase database;
    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;
    private final TokensPage page;

    ApiTokenExchangeTest(TestDatabase database) {
        this.database = database;
        auth = OWN.computeIfAbsent(database, missing -> RunningAuth.start(missing.settings(), Map.of("demo", "true")));
        auth.sql("DELETE FROM api_tokens");
        auth.time().set(Instant.parse("2026-11-20T09:00:00Z"));
        calls = auth.calls();
        browser = new Browser(calls).signIn("admin@harbor.example");
        page = new TokensPage(browser);
    }

    @AfterAll
    static void stop() {
        OWN.values().forEach(RunningAuth::close);
        OWN.clear();
    }

    @Test
    void theInternalTokenSaysWhoWhereAndByWhichToken() {
        String secret = page.make("Wall display", "30", "schedule:read", "requests:write");
        String id = page.id("Revoke Wall display");
        HttpCalls.Answer answer = OAuthClient.exchangeOf(calls, TYPE, secret, "schedule-service", "audit-service");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.json().path("issued_token_type").stringValue())
                .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.json().path("expires_in").intValue()).isEqualTo(600);
        assertThat(answer.json().path("scope").stringValue()).isEqualTo("requests:read requests:write schedule:read");
        assertThat(answer.json().has("refresh_token")).isFalse();

        JsonNode claims = claims(answer);
        assertThat(claims.path("sub").stringValue()).isEqualTo(AVERY);
        assertThat(claims.path("client_id").stringValue()).isEqualTo("api-token:" + id);
        assertThat(claims.path("grant").stringValue()).isEqualTo(id);
        assertThat(claims.path("scope").stringValue()).isEqualTo("requests:read requests:write schedule:read");
        assertThat(claims.path("org").stringValue()).isEqualTo("0197a000-0000-7000-8000-000000000001");
        assertThat(claims.path("org_name").stringValue()).isEqualTo("Harbor Clinic");
        assertThat(claims.path("org_zone").stringValue()).isEqualTo("America/New_York");
        assertThat(claims.path("role").stringValue()).isEqualTo("admin");
        assertThat(claims.path("name").stringValue()).isEqualTo("Avery Stone");
        assertThat(claims.path("email").stringValue()).isEqualTo("admin@harbor.example");
        assertThat(claims.path("aud").toString()).isEqualTo("[\"schedule-service\",\"audit-service\"]");
        assertThat(claims.path("act").path("sub").stringValue()).isEqualTo("client:mcp-gateway");
    }

    @Test
    void theRoleOfTodayBoundsTheScopes() {
        String secret = page.make("Approver", "30", "requests:approve", "requests:read");
        String onlyApproves = page.make("Only approves", "30", "requests:approve");
        setRole("member");
        assertThat(claims(exchange(secret)).path("role").stringValue()).isEqualTo("member");
        assertThat(claims(exchange(secret)).path("scope").stringValue()).isEqualTo("requests:read");
        assertThat(claims(exchange(onlyApproves)).path("scope").stringValue()).isEmpty();
        setRole("admin");
        assertThat(claims(exchange(secret)).path("scope").stringValue()).isEqualTo("requests:approve requests:read");
    }

    @Test
    void aTokenIsForItsOrganisationAlone() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            own.addToSecondOrganisation(AVERY, "member");
            String secret = new TokensPage(new Browser(own.calls()).signIn("admin@harbor.example"))
                    .make("Of Dock Hospital", "30", "schedule:read");
            JsonNode claims = claims(OAuthClient.exchangeOf(own.calls(), TYPE, secret, "schedule-service"));
            assertThat(claims.path("org_name").stringValue()).isEqualTo("Dock Hospital");
            assertThat(claims.path("org_zone").stringValue()).isEqualTo("Europe/Lisbon");
            assertThat(claims.path("role").stringValue()).isEqualTo("member");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "wb_WatchbillWatchbillWatchbillWatchbillWatchb14c0KCR",
                "wb_short",
                "garbage",
                "wb_\u0001",
                "a.b.c"
            })
    void whatIsNoTokenIsRefused(String token) {
        assertRefused(exchange(token));
    }

    @Check("S12")
    @Test
    void s12ARevokedTokenIsRefusedAtOnce() {
        String secret = page.make("Lost", "30", "schedule:read");
        assertThat(exchange(secret).status()).isEqualTo(200);
        page.revoke(page.id("Revoke Lost"));
        assertRefused(exchange(secret));
    }

    @Check("S12")
    @Test
    void s12AnExpiredTokenIsRefusedAndWhatItBroughtEndsWithIt() {
        String secret = page.make("Short", "1", "schedule:read");
        auth.time().advance(Duration.ofDays(1).minusSeconds(90));
        assertThat(exchange(secret).json().path("expires_in").intValue()).isEqualTo(90);
        auth.time().advance(Duration.ofSeconds(89));
        assertThat(exchange(secret).status()).isEqualTo(200);
        auth.time().advance(Duration.ofSeconds(1));
        assertRefused(exchange(secret));
    }

    @Check("S08")
    @Test
    void s08ARemovedMembersTokensEndForGood() {
        String secret = page.make("Leaver", "30", "schedule:read");
        auth.sql("DELETE FROM memberships WHERE user_id = CAST('" + AVERY + "' AS uuid)");
        assertRefused(exchange(secret));
        auth.sql("""
                INSERT INTO memberships (organisation_id, user_id, role, created_at)
                VALUES (CAST('0197a000-0000-7000-8000-000000000001' AS uuid),
                  CAST('%s' AS uuid), 'admin', CURRENT_TIMESTAMP)
                """.formatted(AVERY));
        assertRefused(exchange(secret));
    }

    @Check("S09")
    @Test
    void s09ADisabledPersonsTokensAreRefusedAndNotMarkedAsUsed() {
        String secret = page.make("Disabled", "30", "schedule:read");
        auth.sql("UPDATE users SET disabled_at = created_at");
        assertRefused(exchange(secret));
        auth.sql("UPDATE users SET disabled_at = NULL");
        assertThat(page.open().body()).contains("<dt>Last used</dt><dd>never</dd>");
    }

    @ParameterizedTest
    @CsvSource({"schedule-service", "audit-service", "watchbill-cli"})
    void onlyTheGatewayMayExchange(String program) {
        String secret = page.make("Stolen", "30", "schedule:read");
        HttpCalls.Answer answer = calls.postForm("/token", OAuthClient.basic(program), form(secret));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("unauthorized_client");
        OAuthClient client = OAuthClient.register(calls, "Thief", "http://127.0.0.1/callback");
        HttpCalls.Answer ofClient = calls.postForm("/token", Map.of(), form(secret) + "&client_id=" + client.id());
        assertThat(ofClient.json().path("error").stringValue()).isEqualTo("unauthorized_client");
    }

    @Test
    void theTypeMustFitTheToken() {
        String secret = page.make("Typed", "30", "schedule:read");
        assertRefused(OAuthClient.exchange(calls, secret, "schedule-service"));
        OAuthClient client = OAuthClient.register(calls, "Typed", "http://127.0.0.1/callback");
        String accessToken =
                client.connect(browser, "schedule:read").path("access_token").stringValue();
        assertRefused(exchange(accessToken));
        HttpCalls.Answer other = OAuthClient.exchangeOf(
                calls, "urn:ietf:params:oauth:token-type:refresh_token", secret, "schedule-service");
        assertThat(other.json().path("error_description").stringValue())
                .isEqualTo("Subject tokens of this type are not exchanged");
    }

    @Test
    void anUnknownAudienceIsRefusedForAGoodToken() {
        String secret = page.make("Audience", "30", "schedule:read");
        HttpCalls.Answer answer = OAuthClient.exchangeOf(calls, TYPE, secret, "payroll");
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_target");
    }

    @Check("S12")
    @Test
    void s12AnApiTokenMintsNoOther() {
        String secret = page.make("Minter", "30", "schedule:read");
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + secret);
        assertThat(calls.postForm("/token", bearer, form(secret)).status()).isEqualTo(401);
        assertThat(calls.get("/account/tokens", bearer).body()).contains("action=\"/sign-in\"");
        assertThat(calls.postForm("/account/tokens", bearer, "name=x&days=1&scope=schedule:read&once=x")
                        .status())
                .isEqualTo(403);
        Browser thief = new Browser(calls);
        thief.setCookie("watchbill_session", secret);
        assertThat(thief.get("/account/tokens").body()).contains("action=\"/sign-in\"");
        OAuthClient client = OAuthClient.register(calls, "Minter", "http://127.0.0.1/callback");
        assertThat(client.refresh(secret).status()).isEqualTo(400);
        assertThat(client.redeem(secret).status()).isEqualTo(400);
        String internal = exchange(secret).json().path("access_token").stringValue();
        assertRefused(exchange(internal));
        assertRefused(OAuthClient.exchange(calls, internal, "schedule-service"));
    }

    @Test
    void theLastUseIsWrittenAtMostOnceAMinute() {
        String secret = page.make("Busy", "30", "schedule:read");
        auth.time().advance(Duration.ofSeconds(30));
        assertThat(exchange(secret).status()).isEqualTo(200);
        assertThat(page.open().body()).contains("\">20 November 2026, 04:00 EST</time></dd>");
        auth.time().advance(Duration.ofSeconds(59));
        assertThat(exchange(secret).status()).isEqualTo(200);
        assertThat(page.open().body()).contains(">20 November 2026, 04:00 EST</time></dd>");
        auth.time().advance(Duration.ofSeconds(1));
        assertThat(exchange(secret).status()).isEqualTo(200);
        assertThat(page.open().body()).contains(">20 November 2026, 04:01 EST</time></dd>");
    }

    private void setRole(String role) {
        auth.sql("UPDATE memberships SET role = '" + role + "' WHERE user_id = CAST('" + AVERY + "' AS uuid)");
    }

    private HttpCalls.Answer exchange(String token) {
        return OAuthClient.exchangeOf(calls, TYPE, token, "schedule-service");
    }

    private static String form(String token) {
        return Browser.encode(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                token,
                "subject_token_type",
                TYPE,
                "audience",
                "schedule-service");
    }

    private static JsonNode claims(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return OAuthClient.claims(answer.json().path("access_token").stringValue());
    }

    private static void assertRefused(HttpCalls.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(REFUSAL);
    }
}
