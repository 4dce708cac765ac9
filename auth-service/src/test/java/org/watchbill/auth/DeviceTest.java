package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.DeviceClient;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeviceTest {

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final DeviceClient device;
    private final Browser browser;

    DeviceTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        device = DeviceClient.register(auth);
        browser = new Browser(calls);
    }

    @Test
    void aPersonApprovesElsewhereAndTheDeviceGetsItsTokens() {
        JsonNode started = device.start("scope", "openid schedule:read").json();
        assertThat(started.path("verification_uri").stringValue()).isEqualTo("http://localhost:8081/device");
        assertThat(started.path("verification_uri_complete").stringValue())
                .isEqualTo("http://localhost:8081/device?user_code="
                        + started.path("user_code").stringValue());
        assertThat(started.path("expires_in").longValue()).isEqualTo(600);
        assertThat(started.path("interval").longValue()).isEqualTo(5);
        assertThat(device.error(started)).isEqualTo("authorization_pending");

        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = device.type(browser, started);
        assertThat(page.body())
                .contains("nobody has checked it", started.path("user_code").stringValue())
                .contains("Only go on if you started this yourself", "see the schedule and who is on duty")
                .contains("Harbor Clinic", "90 days, until ")
                .doesNotContain("The answer goes to");
        HttpCalls.Answer done = browser.submit("/device/decision", page, "lifetime", "30", "decision", "approve");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("The device is connected");

        HttpCalls.Answer tokens = device.poll(started);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.json().path("scope").stringValue()).isEqualTo("openid schedule:read");
        assertThat(tokens.json().has("id_token")).isTrue();
        assertThat(device.refresh(tokens).status()).isEqualTo(200);
        assertThat(OAuthClient.exchange(
                                calls, tokens.json().path("access_token").stringValue(), "schedule-service")
                        .status())
                .isEqualTo(200);
        assertThat(device.error(started)).isEqualTo("invalid_grant");
        assertThat(auth.content("outbox").lines().filter(line -> line.contains(device.id())))
                .anyMatch(line -> line.contains("\"approve_connection\""));
    }

    @Test
    void aDeviceThatAsksTooOftenIsSlowedDownMoreEachTime() {
        JsonNode started = device.start().json();
        assertThat(device.error(started)).isEqualTo("authorization_pending");
        auth.time().advance(Duration.ofSeconds(4));
        assertThat(device.error(started)).isEqualTo("slow_down");
        auth.time().advance(Duration.ofSeconds(9));
        assertThat(device.error(started)).isEqualTo("slow_down");
        auth.time().advance(Duration.ofSeconds(15));
        assertThat(device.error(started)).isEqualTo("authorization_pending");
    }

    @Test
    void aDeniedDeviceIsToldSoAndStaysDenied() {
        JsonNode started = device.start().json();
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = device.type(browser, started);
        HttpCalls.Answer second = device.type(browser, started);
        HttpCalls.Answer done = browser.submit("/device/decision", page, "decision", "deny");
        assertThat(done.body()).contains("You denied the access");
        assertThat(browser.submit("/device/decision", second, "decision", "approve")
                        .status())
                .isEqualTo(400);
        assertThat(device.error(started)).isEqualTo("access_denied");
        assertThat(device.type(browser, started).status()).isEqualTo(400);
    }

    @Test
    void aCodeLivesTenMinutesForThePersonAndForTheDevice() {
        JsonNode started = device.start().json();
        browser.signIn("ana@harbor.example");
        auth.time().advance(Duration.ofMinutes(9));
        HttpCalls.Answer page = device.type(browser, started);
        assertThat(page.status()).isEqualTo(200);
        auth.time().advance(Duration.ofMinutes(1));
        assertThat(device.type(browser, started).status()).isEqualTo(400);
        assertThat(browser.submit("/device/decision", page, "decision", "approve")
                        .status())
                .isEqualTo(400);
        assertThat(device.error(started)).isEqualTo("expired_token");
    }

    @Test
    void anotherClientCannotTakeTheTokens() {
        JsonNode started = device.start().json();
        browser.signIn("ana@harbor.example");
        browser.submit("/device/decision", device.type(browser, started), "decision", "approve");
        assertThat(DeviceClient.register(auth).error(started)).isEqualTo("invalid_grant");
        assertThat(device.poll(started).status()).isEqualTo(200);
    }

    @Test
    void ofManyThatAskAtOnceOneGetsTheTokens() throws Exception {
        JsonNode started = device.start().json();
        browser.signIn("ana@harbor.example");
        browser.submit("/device/decision", device.type(browser, started), "decision", "approve");
        Callable<HttpCalls.Answer> poll = () -> device.poll(started);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(Collections.nCopies(12, poll)).stream()
                    .map(Future::resultNow)
                    .map(HttpCalls.Answer::status)
                    .toList();
            assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
        }
    }

    @Test
    void ofManyPeopleWhoDecideAtOnceOneDecides() throws Exception {
        JsonNode started = device.start().json();
        List<Callable<HttpCalls.Answer>> decisions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Browser each = new Browser(calls).signIn("ben@harbor.example");
            HttpCalls.Answer page = device.type(each, started);
            String decision = i % 2 == 0 ? "approve" : "deny";
            decisions.add(() -> each.submit("/device/decision", page, "decision", decision));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(decisions).stream()
                    .map(Future::resultNow)
                    .map(HttpCalls.Answer::status)
                    .toList();
            assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
        }
        assertThat(auth.content("grants").lines().filter(line -> line.contains(device.id())))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aPersonGuessesTenTimesAndNobodyElseSuffers() {
        JsonNode started = device.start().json();
        Browser guesser = new Browser(calls).signIn("ben@harbor.example");
        HttpCalls.Answer form = guesser.get("/device");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            statuses.add(
                    guesser.submit("/device", form, "user_code", "BBBB-BBBB").status());
        }
        assertThat(statuses).startsWith(400).endsWith(429).containsOnly(400, 429);
        assertThat(device.type(guesser, started).status()).isEqualTo(429);
        assertThat(device.type(browser.signIn("ana@harbor.example"), started).status())
                .isEqualTo(200);
        auth.time().advance(Duration.ofMinutes(2));
        assertThat(device.type(guesser, started).status()).isEqualTo(200);
    }

    @Test
    void theCodeOfALinkIsFilledInAfterTheSignInAndNotTakenUnasked() {
        JsonNode started = device.start().json();
        String link = "/device?user_code=" + started.path("user_code").stringValue();
        HttpCalls.Answer sent = browser.get(link);
        assertThat(sent.status()).isEqualTo(303);
        HttpCalls.Answer form = browser.get(sent.header("location").orElseThrow());
        HttpCalls.Answer signedIn =
                browser.submit("/sign-in", form, "email", "ana@harbor.example", "password", "watchbill-demo");
        assertThat(signedIn.header("location")).contains(link);
        assertThat(browser.get(link).body())
                .contains("value=\"" + started.path("user_code").stringValue() + "\"", "sent you a link or a code")
                .doesNotContain("name=\"ticket\"");
        assertThat(browser.get("/device?user_code=%3Cscript%3E").body()).doesNotContain("script");
    }

    @Test
    void formsOfOtherOriginsOrBrowsersAreRefused() {
        JsonNode started = device.start().json();
        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = device.type(browser, started);
        String approval = Browser.hidden(page) + "&decision=approve";
        assertThat(browser.submit("/device/decision", approval, Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit("/device", "user_code=BBBB-BBBB", Map.of()).status())
                .isEqualTo(403);
        Browser other = new Browser(calls).signIn("ben@harbor.example");
        assertThat(other.submit("/device/decision", approval, Map.of()).status())
                .isEqualTo(403);
        assertThat(browser.submit("/authorize/decision", approval, Map.of()).status())
                .isEqualTo(400);
        assertThat(browser.submit("/device/decision", page, "scope", "schedule:write", "decision", "approve")
                        .status())
                .isEqualTo(400);
        assertThat(device.error(started)).isEqualTo("authorization_pending");
    }

    @Test
    void onlyClientsThatRegisteredForItStart() {
        OAuthClient browserOnly = OAuthClient.register(calls, "No device " + UUID.randomUUID(), "https://a.example/cb");
        HttpCalls.Answer answer = calls.postForm(
                "/device_authorization", Map.of(), Browser.encode("client_id", browserOnly.id(), "scope", "openid"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("unauthorized_client");
        assertThat(device.start("client_id", "wb_gone").json().path("error").stringValue())
                .isEqualTo("invalid_client");
        assertThat(device.start("client_secret", "guessed").json().path("error").stringValue())
                .isEqualTo("invalid_client");
        assertThat(device.start("resource", "https://evil.example/")
                        .json()
                        .path("error")
                        .stringValue())
                .isEqualTo("invalid_target");
        assertThat(calls.postForm("/device_authorization", OAuthClient.basic("mcp-gateway"), "scope=openid")
                        .json()
                        .path("error")
                        .stringValue())
                .isEqualTo("unauthorized_client");
    }

    @Test
    void aConnectionThatEndedBeforeTheDeviceAskedBringsNoTokens() {
        JsonNode started = device.start().json();
        browser.signIn("ana@harbor.example");
        browser.submit("/device/decision", device.type(browser, started), "decision", "approve");
        auth.sql("UPDATE grants SET revoked_at = created_at WHERE client_id = '" + device.id() + "'");
        assertThat(device.error(started)).isEqualTo("access_denied");
    }

    @Test
    void codesAreStoredAsHashesAndTheMetadataNamesTheEndpoint() {
        JsonNode started = device.start().json();
        assertThat(auth.content("device_codes"))
                .contains(device.id())
                .doesNotContain(started.path("device_code").stringValue())
                .doesNotContain(started.path("user_code").stringValue())
                .doesNotContain(started.path("user_code").stringValue().replace("-", ""));
        JsonNode metadata = calls.get("/.well-known/oauth-authorization-server").json();
        assertThat(metadata.path("device_authorization_endpoint").stringValue())
                .isEqualTo("http://localhost:8081/device_authorization");
        assertThat(metadata.path("grant_types_supported").toString())
                .contains("\"urn:ietf:params:oauth:grant-type:device_code\"");
    }
}
