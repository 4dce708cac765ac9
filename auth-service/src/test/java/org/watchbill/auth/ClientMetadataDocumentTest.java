package org.watchbill.auth;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TlsHost;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClientMetadataDocumentTest {

    private static final String REDIRECT = OAuthClient.REDIRECT;

    private static final Map<TestDatabase, TlsHost> HOSTS = new EnumMap<>(TestDatabase.class);
    private static final Map<TestDatabase, RunningAuth> SHARED = new EnumMap<>(TestDatabase.class);

    private final TlsHost host;
    private final RunningAuth auth;

    ClientMetadataDocumentTest(TestDatabase database) {
        host = HOSTS.computeIfAbsent(database, missing -> TlsHost.start());
        auth = SHARED.computeIfAbsent(database, missing -> start(missing.settings()));
        auth.time().advance(Duration.ofMinutes(2));
    }

    private static RunningAuth start(Map<String, String> database) {
        return RunningAuth.start(
                database,
                Map.of(
                        "demo", "true",
                        "outbound.allowed-networks", "127.0.0.1, ::1",
                        "outbound.trust-file", TlsHost.trustFile().toString()));
    }

    @Test
    void aClientIsKnownByTheAddressOfItsDescription() {
        OAuthClient client = described("/plain.json", "\"client_name\":\"Described\"");
        Browser browser = browser();
        HttpCalls.Answer page = browser.get(client.authorizePath("scope", "schedule:read"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Described");
        assertThat(client.connect(browser, "schedule:read").path("scope").stringValue())
                .isEqualTo("schedule:read");
    }

    @Test
    void refreshingGoesOnWhileTheDescriptionIsGone() {
        OAuthClient client = described("/gone.json", "\"client_name\":\"Gone\"");
        String refreshToken =
                client.connect(browser(), "schedule:read").path("refresh_token").stringValue();
        host.answer("/gone.json", 404, "");
        auth.time().advance(Duration.ofDays(3));
        assertThat(client.refresh(refreshToken).status()).isEqualTo(200);
    }

    @Check("C01")
    @Test
    void c01AnHttpAddressIsNoClientId() {
        host.json("/http.json", document("http://localhost/http.json", ""));
        refused("http://localhost/http.json");
    }

    @Check({"C02", "S13"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2/a",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/a",
                "https://192.168.1.1/a",
                "https://[fd00:ec2::254]/a",
                "https://[::ffff:10.0.0.1]/a",
                "https://[64:ff9b::a9fe:a9fe]/a",
                "https://0.0.0.0/a"
            })
    void c02AnAddressOnANetworkThatIsNotPublicIsRefused(String id) {
        long start = System.nanoTime();
        refused(id);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Check("C02")
    @Test
    void c02LoopbackIsRefusedUnlessTheSettingsAllowIt() {
        host.json("/loopback.json", document(host.uri("/loopback.json").toString(), ""));
        try (RunningAuth strict = RunningAuth.start(
                TestDatabase.H2.settings(),
                Map.of(
                        "demo",
                        "true",
                        "outbound.trust-file",
                        TlsHost.trustFile().toString()))) {
            HttpCalls.Answer answer = new Browser(strict.calls())
                    .get(OAuthClient.of(
                                    strict.calls(), host.uri("/loopback.json").toString())
                            .authorizePath());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(host.requests()).doesNotContain("GET /loopback.json");
        }
    }

    @Check("C03")
    @ParameterizedTest
    @ValueSource(strings = {"/a#fragment", "/a/../b", "/a/./b", "/a/%2e%2e/b", "", "/", "/a%0d%0ab", "/a%00", "/a\\b"})
    void c03AddressesThatCouldBeReadInTwoWaysAreNoClientIds(String path) {
        int before = host.requests().size();
        refused(host.uri("/x").toString().replace("/x", path));
        assertThat(host.requests()).hasSize(before);
    }

    @Check("C03")
    @Test
    void c03AUserNameInTheAddressIsNoClientId() {
        refused(host.uri("/a").toString().replace("https://", "https://user:pass@"));
    }

    @Check("S13")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                301                 | 301 | application/json         | GOOD
                302                 | 302 | application/json         | GOOD
                404                 | 404 | application/json         | GOOD
                500                 | 500 | application/json         | GOOD
                201                 | 201 | application/json         | GOOD
                text/html           | 200 | text/html                | GOOD
                no type             | 200 | x/y                      | GOOD
                text/json           | 200 | text/json                | GOOD
                no JSON             | 200 | application/json         | {
                no object           | 200 | application/json         | []
                twice the same      | 200 | application/json         | {"client_id":"ID","client_id":"ID","redirect_uris":["http://127.0.0.1/callback"]}
                no client_id        | 200 | application/json         | {"redirect_uris":["http://127.0.0.1/callback"]}
                other client_id     | 200 | application/json         | {"client_id":"https://other.example/x","redirect_uris":["http://127.0.0.1/callback"]}
                client_id with slash| 200 | application/json         | {"client_id":"ID/","redirect_uris":["http://127.0.0.1/callback"]}
                no redirect_uris    | 200 | application/json         | {"client_id":"ID"}
                only unsafe URIs    | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://evil.example/cb","javascript:alert(1)"]}
                client_secret       | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"client_secret":"s3cret"}
                secret that expires | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"client_secret_expires_at":0}
                only a secret method| 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"token_endpoint_auth_method":"client_secret_post"}
                signs without keys  | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"token_endpoint_auth_method":"private_key_jwt"}
                symmetric key       | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"jwks":{"keys":[{"kty":"oct","k":"AAAA"}]}}
                private key         | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"jwks":{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}]}}
                broken key          | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"jwks":{"keys":[{"kty":"EC"}]}}
                keys at http        | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"jwks_uri":"http://keys.example/jwks"}
                keys in two places  | 200 | application/json         | {"client_id":"ID","redirect_uris":["http://127.0.0.1/callback"],"jwks_uri":"https://keys.example/jwks","jwks":{"keys":[]}}
                """)
    void s13WhatCannotBeUsedIsAnErrorPageAndNotKept(String name, int status, String type, String body) {
        String path = "/s13/" + name.replace(' ', '-') + ".json";
        String id = host.uri(path).toString();
        String good = document(id, "");
        host.json("/elsewhere", good)
                .answer(
                        path,
                        status,
                        body.equals("GOOD") ? good : body.replace("ID", id),
                        "Content-Type: " + type,
                        "Location: /elsewhere",
                        "Cache-Control: max-age=3600");
        refused(id);
        assertThat(auth.content("clients")).doesNotContain(path);
        host.json(path, good);
        assertThat(browser()
                        .get(OAuthClient.of(auth.calls(), id).authorizePath())
                        .status())
                .as("a failure is not kept")
                .isEqualTo(200);
    }

    @Check("S13")
    @Test
    void s13ADescriptionOfMoreThanFiveKilobytesIsRefusedAndOneOfFiveIsNot() {
        String id = host.uri("/large.json").toString();
        String empty = document(id, "\"x\":\"\"");
        String fill = "y".repeat(5 * 1024 - empty.length());
        host.json("/large.json", document(id, "\"x\":\"" + fill + "y\""));
        refused(id);
        host.json("/large.json", document(id, "\"x\":\"" + fill + "\""));
        assertThat(browser()
                        .get(OAuthClient.of(auth.calls(), id).authorizePath())
                        .status())
                .isEqualTo(200);
    }

    @Check("S13")
    @Test
    void s13ADescriptionThatTakesMoreThanFiveSecondsIsGivenUp() {
        String id = host.uri("/slow.json").toString();
        CountDownLatch never = new CountDownLatch(1);
        host.reply("/slow.json", out -> {
            out.write("HTTP/1.1 200 x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            never.await();
        });
        assertThat(refused(id)).contains("within 5 seconds");
        host.json("/slow.json", document(id, ""));
        assertThat(browser()
                        .get(OAuthClient.of(auth.calls(), id).authorizePath())
                        .status())
                .isEqualTo(200);
    }

    @Check("S14")
    @Test
    void s14ARedirectThatTheDescriptionLostAfterTheDecisionStillRedeemsItsCode() {
        OAuthClient client = described("/s14.json", "");
        String code = client.code(browser(), "schedule:read");
        host.json("/s14.json", document(client.id(), "").replace(REDIRECT, "https://other.example/cb"));
        auth.time().advance(Duration.ofSeconds(30));
        assertThat(client.redeem(code).status()).isEqualTo(200);
        auth.time().advance(Duration.ofDays(1));
        assertThat(browser().get(client.authorizePath()).status())
                .as("a new request is bound to the new description")
                .isEqualTo(400);
    }

    @Test
    void aDescriptionIsFetchedAgainOnlyWhenItIsStale() {
        OAuthClient client =
                OAuthClient.of(auth.calls(), host.uri("/fresh.json").toString());
        host.json("/fresh.json", document(client.id(), "\"client_name\":\"First name\""), "Cache-Control: max-age=600");
        Browser browser = browser();
        assertThat(browser.get(client.authorizePath()).body()).contains("First name");
        host.json(
                "/fresh.json", document(client.id(), "\"client_name\":\"Second name\""), "Cache-Control: max-age=600");
        auth.time().advance(Duration.ofSeconds(599));
        assertThat(browser.get(client.authorizePath()).body()).contains("First name");
        auth.time().advance(Duration.ofSeconds(2));
        assertThat(browser.get(client.authorizePath()).body()).contains("Second name");
        assertThat(host.requests().stream().filter("GET /fresh.json"::equals)).hasSize(2);
    }

    @Test
    void requestsAtTheSameTimeShareOneFetch() throws Exception {
        OAuthClient client =
                OAuthClient.of(auth.calls(), host.uri("/shared.json").toString());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        byte[] body = document(client.id(), "").getBytes(StandardCharsets.UTF_8);
        host.reply("/shared.json", out -> {
            asked.countDown();
            go.await(30, TimeUnit.SECONDS);
            out.write(
                    ("HTTP/1.1 200 x\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        });
        Callable<Integer> request =
                () -> new Browser(auth.calls()).get(client.authorizePath()).status();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    IntStream.range(0, 8).mapToObj(i -> threads.submit(request)).toList();
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            go.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isLessThan(400);
            }
        }
        assertThat(host.requests().stream().filter("GET /shared.json"::equals)).hasSize(1);
    }

    @Test
    void fetchesHaveACeilingAndKnownClientsGoOn() {
        try (RunningAuth own = start(TestDatabase.H2.settings())) {
            OAuthClient known =
                    OAuthClient.of(own.calls(), host.uri("/known.json").toString());
            host.json("/known.json", document(known.id(), ""));
            Browser browser = new Browser(own.calls()).signIn("ana@harbor.example");
            assertThat(browser.get(known.authorizePath()).status()).isEqualTo(200);
            String last = "";
            for (int i = 0; i < 30; i++) {
                last = browser.get(OAuthClient.of(
                                        own.calls(), host.uri("/flood/" + i).toString())
                                .authorizePath())
                        .body();
            }
            assertThat(last).contains("Too many");
            assertThat(host.requests()).contains("GET /flood/28").doesNotContain("GET /flood/29");
            assertThat(browser.get(known.authorizePath()).status()).isEqualTo(200);
            own.time().advance(Duration.ofSeconds(2));
            browser.get(OAuthClient.of(own.calls(), host.uri("/flood/30").toString())
                    .authorizePath());
            assertThat(host.requests()).contains("GET /flood/30");
        }
    }

    private OAuthClient described(String path, String members) {
        String id = host.uri(path).toString();
        host.json(path, document(id, members));
        return OAuthClient.of(auth.calls(), id);
    }

    private static String document(String id, String members) {
        return Stream.of("\"client_id\":\"" + id + "\"", "\"redirect_uris\":[\"" + REDIRECT + "\"]", members)
                .filter(member -> !member.isBlank())
                .collect(joining(",", "{", "}"));
    }

    private Browser browser() {
        return new Browser(auth.calls()).signIn("ana@harbor.example");
    }

    /** The page that refuses the client, which redirects nowhere. */
    private String refused(String id) {
        HttpCalls.Answer answer =
                new Browser(auth.calls()).get(OAuthClient.of(auth.calls(), id).authorizePath());
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("location")).isEmpty();
        return answer.body();
    }
}
