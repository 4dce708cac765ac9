package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PushedRequestTest {

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    PushedRequestTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Pushed " + UUID.randomUUID(), "http://127.0.0.1/callback");
        browser = new Browser(calls);
    }

    @Test
    void aPushedRequestLeadsToACodeAndNothingInTheAddressCountsBesides() {
        HttpCalls.Answer pushed = push("scope", "schedule:read");
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        assertThat(pushed.json().path("expires_in").longValue()).isEqualTo(60);
        assertThat(pushed.header("cache-control")).contains("no-store");
        String path = at(pushed) + "&scope=members%3Aread&redirect_uri=https%3A%2F%2Fevil.example&state=other";
        HttpCalls.Answer page = browser.signIn("ana@harbor.example").get(path);
        assertThat(page.body()).contains("see the schedule").doesNotContain("see the team", "evil.example");
        HttpCalls.Answer answer = browser.submit("/authorize/decision", page, "decision", "approve");
        assertThat(answer.header("location").orElseThrow()).startsWith(OAuthClient.REDIRECT);
        assertThat(OAuthClient.answerParameters(answer)).containsEntry("state", "st/1 &=");
        HttpCalls.Answer redeemed =
                client.redeem(OAuthClient.answerParameters(answer).getOrDefault("code", ""));
        assertThat(redeemed.json().path("scope").stringValue()).isEqualTo("schedule:read");
    }

    @Test
    void onceDecidedItHasEnded() {
        HttpCalls.Answer pushed = push();
        HttpCalls.Answer first = browser.signIn("ana@harbor.example").get(at(pushed));
        HttpCalls.Answer reloaded = browser.get(at(pushed));
        assertThat(browser.submit("/authorize/decision", first, "decision", "deny")
                        .status())
                .isEqualTo(303);
        assertThat(browser.submit("/authorize/decision", reloaded, "decision", "approve")
                        .status())
                .isEqualTo(400);
        HttpCalls.Answer again = browser.get(at(pushed));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("This request has ended");
    }

    @Test
    void manyDecisionsAtOnceOnOneRequestBringOneCode() throws Exception {
        HttpCalls.Answer pushed = push("scope", "schedule:read");
        List<Browser> browsers = IntStream.range(0, 8)
                .mapToObj(number -> new Browser(calls).signIn("ana@harbor.example"))
                .toList();
        List<Callable<HttpCalls.Answer>> approvals = browsers.stream()
                .<Callable<HttpCalls.Answer>>map(each -> {
                    HttpCalls.Answer page = each.get(at(pushed));
                    return () -> each.submit("/authorize/decision", page, "decision", "approve");
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(approvals).stream()
                    .map(Future::resultNow)
                    .map(HttpCalls.Answer::status)
                    .toList();
            assertThat(statuses).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 400);
        }
        assertThat(auth.content("grants").lines().filter(line -> line.contains(client.id())))
                .hasSize(1);
    }

    @Test
    void itMustBeOpenedWithinAMinuteAndThenThePersonHasTen() {
        HttpCalls.Answer late = push();
        HttpCalls.Answer opened = push();
        auth.time().advance(Duration.ofSeconds(59));
        HttpCalls.Answer form = browser.get(at(opened));
        assertThat(form.body()).contains("action=\"/sign-in\"");
        auth.time().advance(Duration.ofSeconds(1));
        assertThat(browser.get(at(late)).status()).isEqualTo(400);
        auth.time().advance(Duration.ofMinutes(5));
        HttpCalls.Answer signedIn =
                browser.submit("/sign-in", form, "email", "ana@harbor.example", "password", "watchbill-demo");
        assertThat(browser.get(signedIn.header("location").orElseThrow()).body())
                .contains("action=\"/authorize/decision\"");
        auth.time().advance(Duration.ofMinutes(5));
        assertThat(browser.get(at(opened)).status()).isEqualTo(400);
    }

    @Test
    void onlyTheClientThatPushedItCanUseIt() {
        OAuthClient other = OAuthClient.register(calls, "Other " + UUID.randomUUID(), "http://127.0.0.1/callback");
        HttpCalls.Answer pushed = push();
        String path = at(pushed).replace(client.id(), other.id());
        assertThat(browser.signIn("ana@harbor.example").get(path).status()).isEqualTo(400);
        assertThat(browser.get(at(pushed)).status()).isEqualTo(200);
    }

    @Test
    void whoMustSignInAgainIsAskedOnce() {
        browser.signIn("ana@harbor.example");
        auth.time().advance(Duration.ofSeconds(1));
        HttpCalls.Answer pushed = push("prompt", "login");
        HttpCalls.Answer form = browser.get(at(pushed));
        assertThat(form.body()).contains("action=\"/sign-in\"");
        HttpCalls.Answer answer =
                browser.submit("/sign-in", form, "email", "ana@harbor.example", "password", "watchbill-demo");
        assertThat(browser.get(answer.header("location").orElseThrow()).body())
                .contains("action=\"/authorize/decision\"");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token,                      400, unsupported_response_type",
        "code_challenge_method, plain,              400, invalid_request",
        "resource,      https://evil.example/mcp,   400, invalid_target",
        "redirect_uri,  https://evil.example/cb,    400, invalid_request",
        "request_uri,   urn:ietf:params:oauth:request_uri:x, 400, invalid_request",
        "request,       e30.e30.,                   400, request_not_supported",
        "client_id,     wb_gone,                    401, invalid_client",
        "client_secret, guessed,                    401, invalid_client"
    })
    void whatAuthorizeWouldRefuseIsRefusedHereAsJson(String parameter, String value, int status, String error) {
        HttpCalls.Answer answer = push(parameter, value);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }

    @Test
    void aLongOrRepeatedOneIsRefused() {
        assertThat(push("unknown", "x".repeat(8000)).json().path("error").stringValue())
                .isEqualTo("invalid_request");
        HttpCalls.Answer repeated = calls.postForm("/par", Map.of(), form() + "&state=second");
        assertThat(repeated.json().path("error").stringValue()).isEqualTo("invalid_request");
        assertThat(calls.get("/par").status()).isIn(404, 405);
    }

    @Test
    void programsOfTheSuitePushNothing() {
        HttpCalls.Answer answer =
                calls.postForm("/par", OAuthClient.basic("mcp-gateway"), form().replaceAll("client_id=[^&]*&", ""));
        assertThat(answer.json().path("error").stringValue()).isEqualTo("unauthorized_client");
    }

    @Test
    void theReferenceIsStoredAsAHashAndSecretsNotAtAll() {
        HttpCalls.Answer pushed = push("client_assertion_type", "kept-out");
        String secret = pushed.json().path("request_uri").stringValue().replaceAll(".*:", "");
        assertThat(auth.content("pushed_requests"))
                .contains(client.id())
                .doesNotContain(secret)
                .doesNotContain("kept-out");
    }

    @Test
    void theMetadataNamesTheEndpoint() {
        assertThat(calls.get("/.well-known/oauth-authorization-server")
                        .json()
                        .path("pushed_authorization_request_endpoint")
                        .stringValue())
                .isEqualTo("http://localhost:8081/par");
    }

    private HttpCalls.Answer push(String... changes) {
        return calls.postForm("/par", Map.of(), form(changes));
    }

    private String form(String... changes) {
        return client.authorizePath(changes).substring("/authorize?".length());
    }

    private String at(HttpCalls.Answer pushed) {
        return "/authorize?"
                + Browser.encode(
                        "client_id",
                        client.id(),
                        "request_uri",
                        pushed.json().path("request_uri").stringValue());
    }
}
