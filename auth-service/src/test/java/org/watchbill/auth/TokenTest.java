package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenTest {

    private static final String WRONG_VERIFIER = "a".repeat(43);

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser browser;
    private final OAuthClient client;

    TokenTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        browser = new Browser(calls).signIn("ana@harbor.example");
        client = OAuthClient.register(calls, "Token", "http://127.0.0.1/callback");
    }

    @Check("T01")
    @Test
    void t01OnlyPostReachesTheTokenEndpoint() {
        assertThat(calls.get("/token").status()).isIn(404, 405);
    }

    @Check("T02")
    @Test
    void t02AJsonBodyIsRefused() {
        refused(calls.post("/token", "{\"grant_type\":\"authorization_code\"}"), 400, "invalid_request");
    }

    @Check({"T03", "T04", "T05", "T10", "T13", "T19", "R08", "Q03"})
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                T03 no grant type,       client_id=CLIENT,                                                       400, invalid_request
                T04 password,            grant_type=password&username=a&password=b&client_id=CLIENT,             400, unsupported_grant_type
                T05 unknown client,      grant_type=authorization_code&code=x&code_verifier=y&client_id=wb_gone, 401, invalid_client
                T05 no client,           grant_type=authorization_code&code=x&code_verifier=y,                   401, invalid_client
                T10 public program,      grant_type=client_credentials&client_id=CLIENT,                         400, unauthorized_client
                T13 no verifier,         grant_type=authorization_code&code=x&client_id=CLIENT,                  400, invalid_request
                T19 repeated grant type, grant_type=refresh_token&grant_type=refresh_token&client_id=CLIENT,     400, invalid_request
                R08 garbage,             grant_type=refresh_token&refresh_token=garbage&client_id=CLIENT,        400, invalid_grant
                garbage code,            grant_type=authorization_code&code=x&code_verifier=y&client_id=CLIENT,  400, invalid_grant
                bad encoding,            grant_type=%zz,                                                         400, invalid_request
                exchange by anybody,     grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id=CLIENT, 400, unauthorized_client
                """)
    void requestsThatBreakTheProtocolAreRefused(String name, String form, int status, String error) {
        refused(calls.postForm("/token", Map.of(), form.replace("CLIENT", client.id())), status, error);
    }

    @Check("T06")
    @Test
    void t06AWrongSecretIsChallenged() {
        HttpCalls.Answer answer = calls.postForm(
                "/token", Map.of("Authorization", "Basic bWNwLWdhdGV3YXk6d3Jvbmc="), "grant_type=client_credentials");
        refused(answer, 401, "invalid_client");
        assertThat(answer.header("www-authenticate").orElseThrow()).startsWith("Basic");
    }

    @Check("T07")
    @ParameterizedTest
    @CsvSource({"Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc", "Basic OnNlY3JldA=="})
    void t07MalformedCredentialsAreRefused(String header) {
        refused(
                calls.postForm("/token", Map.of("Authorization", header), "grant_type=client_credentials"),
                401,
                "invalid_client");
    }

    @Check("T08")
    @Test
    void t08TwoWaysToAuthenticateAreRefused() {
        refused(
                calls.postForm(
                        "/token",
                        OAuthClient.basic("watchbill-cli"),
                        "grant_type=client_credentials&client_id=watchbill-cli&client_secret=x"),
                400,
                "invalid_request");
    }

    @Check("T09")
    @Test
    void t09ASecretInTheQueryIsIgnored() {
        String query =
                Browser.encode("client_id", "watchbill-cli", "client_secret", RunningAuth.secret("watchbill-cli"));
        refused(
                calls.postForm("/token?" + query, Map.of(), "grant_type=client_credentials&client_id=watchbill-cli"),
                401,
                "invalid_client");
    }

    @Check({"T11", "T12"})
    @Test
    void n32T11AndT12AWrongVerifierIsRefusedAndBurnsTheCode() {
        String code = client.code(browser, "schedule:read");
        refused(redeem(code, "code_verifier", WRONG_VERIFIER), 400, "invalid_grant");
        refused(client.redeem(code), 400, "invalid_grant");
    }

    @Check({"T14", "T15"})
    @Test
    void t14AnotherRedirectUriIsRefusedAndT15NoneIsFine() {
        String code = client.code(browser, "schedule:read");
        refused(
                redeem(code, "code_verifier", OAuthClient.VERIFIER, "redirect_uri", "http://127.0.0.1/other"),
                400,
                "invalid_grant");
        String second = client.code(browser, "schedule:read");
        assertThat(redeem(second, "code_verifier", OAuthClient.VERIFIER, "redirect_uri", OAuthClient.REDIRECT)
                        .status())
                .isEqualTo(200);
    }

    @Check({"T16", "T17"})
    @Test
    void n30T16AndT17ASecondUseOfTheCodeEndsTheTokensOfTheFirst() {
        String code = client.code(browser, "schedule:read");
        JsonNode tokens = client.redeem(code).json();
        refused(client.redeem(code), 400, "invalid_grant");
        refused(client.refresh(tokens.path("refresh_token").stringValue()), 400, "invalid_grant");
        refused(exchange(tokens), 400, "invalid_request");
    }

    @Check("S02")
    @Test
    void s02ASecondUseWithAWrongVerifierLeavesTheTokensAlive() {
        String code = client.code(browser, "schedule:read");
        JsonNode tokens = client.redeem(code).json();
        refused(redeem(code, "code_verifier", WRONG_VERIFIER), 400, "invalid_grant");
        assertThat(exchange(tokens).status()).isEqualTo(200);
    }

    @Check("T18")
    @Test
    void t18AnotherClientCannotUseTheCode() {
        OAuthClient thief = OAuthClient.register(calls, "Thief", "http://127.0.0.1/callback");
        refused(thief.redeem(client.code(browser, "schedule:read")), 400, "invalid_grant");
    }

    @Check("T20")
    @Test
    void t20AnotherResourceThanTheGrantedOneIsRefused() {
        String code = client.code(browser, "schedule:read");
        refused(
                redeem(code, "code_verifier", OAuthClient.VERIFIER, "resource", RunningAuth.SCHEDULE),
                400,
                "invalid_target");
    }

    @Check({"T21", "T22"})
    @Test
    void t21AndT22TheAnswerIsCompleteAndNotCached() {
        HttpCalls.Answer answer = client.redeem(client.code(browser, "schedule:read"));
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope", "refresh_token");
    }

    @Check("S01")
    @Test
    void s01ACodeLivesSixtySeconds() {
        String code = client.code(browser, "schedule:read");
        String late = client.code(browser, "schedule:read");
        auth.time().advance(Duration.ofSeconds(59));
        assertThat(client.redeem(code).status()).isEqualTo(200);
        auth.time().advance(Duration.ofSeconds(2));
        refused(client.redeem(late), 400, "invalid_grant");
    }

    @Check("S18")
    @Test
    void n30S18OfManyConcurrentRedemptionsOneSucceeds() throws Exception {
        String code = client.code(browser, "schedule:read");
        Callable<HttpCalls.Answer> redemption = () -> client.redeem(code);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpCalls.Answer>> answers = threads.invokeAll(
                    IntStream.range(0, 50).mapToObj(i -> redemption).toList());
            List<Integer> statuses = answers.stream()
                    .map(Future::resultNow)
                    .map(HttpCalls.Answer::status)
                    .toList();
            assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
        }
    }

    private HttpCalls.Answer redeem(String code, String... more) {
        String form = Browser.encode("grant_type", "authorization_code", "code", code, "client_id", client.id());
        return calls.postForm("/token", Map.of(), form + "&" + Browser.encode(more));
    }

    private HttpCalls.Answer exchange(JsonNode tokens) {
        return OAuthClient.exchange(calls, tokens.path("access_token").stringValue(), "schedule-service");
    }

    private static void refused(HttpCalls.Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/json");
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }
}
