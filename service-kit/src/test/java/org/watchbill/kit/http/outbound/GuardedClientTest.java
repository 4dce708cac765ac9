package org.watchbill.kit.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.address.Network;
import org.watchbill.kit.http.outbound.GuardedClient.Answer;
import org.watchbill.kit.http.outbound.GuardedClient.Bounds;
import org.watchbill.kit.http.outbound.OutboundException.Reason;
import org.watchbill.kit.testing.TlsHost;

class GuardedClientTest {

    private static final Bounds BOUNDS = new Bounds(1000, Duration.ofSeconds(20));
    private static final Bounds SHORT = new Bounds(1000, Duration.ofMillis(300));

    private final TlsHost host = TlsHost.start();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void getsAnAnswerOfAHostThatMayBeCalled() {
        host.json("/a?b=c%2Fd", "{\"a\":1}", "Cache-Control: max-age=60");
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            Answer answer = client.get(host.uri("app.example", "/a?b=c%2Fd"), Map.of(), BOUNDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("cache-control", "max-age=60");
            assertThat(answer.contentType()).isEqualTo("application/json");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
            assertThat(host.requests()).containsExactly("GET /a?b=c%2Fd");
        }
    }

    @Test
    void postsABody() {
        host.answer("/hook", 202, "");
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            byte[] body = "{\"event\":\"x\"}".getBytes(StandardCharsets.UTF_8);
            Answer answer = client.post(
                    host.uri("app.example", "/hook"), Map.of("Content-Type", "application/json"), body, BOUNDS);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
            assertThat(host.requests()).containsExactly("POST /hook {\"event\":\"x\"}");
        }
    }

    @Test
    void returnsARedirectInsteadOfFollowingIt() {
        host.answer("/from", 302, "", "Location: /to").json("/to", "{}");
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            assertThat(client.get(host.uri("app.example", "/from"), Map.of(), BOUNDS)
                            .status())
                    .isEqualTo(302);
            assertThat(host.requests()).containsExactly("GET /from");
        }
    }

    @Test
    void aNameThatChangesItsAddressBetweenCheckAndCallGainsNothing() {
        host.json("/a", "{}");
        Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "10.0.0.1"));
        Names rebinding = name -> addresses(name, answers.remove());
        try (GuardedClient client = client(rebinding, "127.0.0.1/32")) {
            assertThat(client.get(host.uri("app.example", "/a"), Map.of(), BOUNDS)
                            .status())
                    .isEqualTo(200);
            assertThat(asked).containsExactly("app.example");
            refused(Reason.REFUSED_ADDRESS, () -> client.get(host.uri("app.example", "/a"), Map.of(), BOUNDS));
            assertThat(asked).containsExactly("app.example", "app.example");
            assertThat(host.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "::1", "169.254.169.254", "::ffff:192.168.1.1", "64:ff9b::a00:1"})
    void aNameThatLeadsInsideIsRefusedBeforeAnyConnection(String address) {
        host.json("/a", "{}");
        try (GuardedClient client = client("10.9.9.9/32", address)) {
            refused(Reason.REFUSED_ADDRESS, () -> client.get(host.uri("app.example", "/a"), Map.of(), BOUNDS));
            assertThat(host.requests()).isEmpty();
        }
    }

    @Test
    void oneAddressInsideSpoilsAName() {
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1", "10.0.0.1")) {
            refused(Reason.REFUSED_ADDRESS, () -> client.get(host.uri("app.example", "/a"), Map.of(), BOUNDS));
            assertThat(host.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://localhost/"
            })
    void addressesInUrlsAreCheckedLikeNames(String url) {
        try (GuardedClient client = client(Names::ofSystem, "10.9.9.9/32")) {
            refused(Reason.REFUSED_ADDRESS, () -> client.get(URI.create(url), Map.of(), BOUNDS));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example/",
                "ftp://app.example/",
                "/path",
                "https:opaque",
                "https://127.1/",
                "https://a:b@app.example/"
            })
    void otherUrlsAreRefused(String url) {
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            refused(Reason.REFUSED_URL, () -> client.get(URI.create(url), Map.of(), BOUNDS));
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void theNextAddressIsTriedWhenNothingListensAtTheFirst() {
        host.answer("/hook", 202, "");
        try (GuardedClient client = client("127.0.0.0/8", "127.0.0.2", "127.0.0.1")) {
            Answer answer = client.post(host.uri("app.example", "/hook"), Map.of(), new byte[] {'x'}, BOUNDS);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        host.json("/a", "{}");
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            refused(Reason.UNREACHABLE, () -> client.get(host.uri("other.example", "/a"), Map.of(), BOUNDS));
            assertThat(host.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() {
        host.json("/a", "{}");
        CheckedAddresses addresses = new CheckedAddresses(Names::ofSystem, networks("127.0.0.0/8", "::1/128"));
        try (GuardedClient client = new GuardedClient(addresses, TrustedAuthorities.of(Optional.empty()))) {
            refused(Reason.UNREACHABLE, () -> client.get(host.uri("/a"), Map.of(), BOUNDS));
            assertThat(host.requests()).isEmpty();
        }
    }

    @Test
    void anUnknownNameAndASilentPortHaveNoAnswer() {
        Names unknown = name -> {
            throw new UnknownHostException(name);
        };
        try (GuardedClient client = client(unknown, "127.0.0.1/32")) {
            refused(Reason.UNREACHABLE, () -> client.get(host.uri("app.example", "/a"), Map.of(), BOUNDS));
        }
        try (GuardedClient client = client("127.0.0.0/8", "127.0.0.2")) {
            refused(Reason.UNREACHABLE, () -> client.get(host.uri("app.example", "/a"), Map.of(), BOUNDS));
        }
    }

    @Test
    void answersThatAreTooLargeAreRefusedHoweverTheyAreSent() {
        String large = "x".repeat(1001);
        host.answer("/length", 200, large)
                .reply(
                        "/chunks",
                        out -> out.write(("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + large
                                        + "\r\n0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)))
                .answer("/fits", 200, "x".repeat(1000));
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            refused(Reason.TOO_LARGE, () -> client.get(host.uri("app.example", "/length"), Map.of(), BOUNDS));
            refused(Reason.TOO_LARGE, () -> client.get(host.uri("app.example", "/chunks"), Map.of(), BOUNDS));
            assertThat(client.get(host.uri("app.example", "/fits"), Map.of(), BOUNDS)
                            .body())
                    .hasSize(1000);
        }
    }

    @Test
    void hugeHeadersAreRefused() {
        host.answer("/headers", 200, "", "X-Large: " + "x".repeat(100_000));
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            refused(Reason.UNREACHABLE, () -> client.get(host.uri("app.example", "/headers"), Map.of(), BOUNDS));
        }
    }

    @Test
    void aSlowAnswerIsGivenUpWhereverItHangs() {
        CountDownLatch never = new CountDownLatch(1);
        host.reply("/silent", out -> never.await())
                .reply("/body", out -> {
                    out.write("HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\nab".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    never.await();
                })
                .reply("/headers", out -> {
                    out.write("HTTP/1.1 200 x\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 200; i++) {
                        out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        Thread.sleep(50);
                    }
                });
        try (GuardedClient client = client("127.0.0.1/32", "127.0.0.1")) {
            for (String path : List.of("/silent", "/body", "/headers")) {
                refused(Reason.TOO_SLOW, () -> client.get(host.uri("app.example", path), Map.of(), SHORT));
            }
        }
    }

    @Test
    void aSlowNameServerIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        Names slow = name -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(name);
        };
        try (GuardedClient client = client(slow, "127.0.0.1/32")) {
            refused(Reason.TOO_SLOW, () -> client.get(host.uri("app.example", "/a"), Map.of(), SHORT));
        }
    }

    @Test
    void networksAndAuthoritiesComeFromTheSettings() {
        host.json("/a", "{}");
        Map<String, String> own = Map.of(
                "outbound.allowed-networks",
                "127.0.0.1, ::1",
                "outbound.trust-file",
                TlsHost.trustFile().toString());
        try (GuardedClient client = GuardedClient.of(Settings.of("kit-test", own))) {
            assertThat(client.get(host.uri("/a"), Map.of(), BOUNDS).status()).isEqualTo(200);
        }
        try (GuardedClient client = GuardedClient.of(Settings.of("kit-test", Map.of()))) {
            refused(Reason.REFUSED_ADDRESS, () -> client.get(host.uri("/a"), Map.of(), BOUNDS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "outbound.allowed-networks, localhost",
        "outbound.allowed-networks, 10.0.0.0/33",
        "outbound.trust-file, /no/such/file",
        "outbound.trust-file, pom.xml"
    })
    void badSettingsStopTheStart(String key, String value) {
        assertThatThrownBy(() -> GuardedClient.of(Settings.of("kit-test", Map.of(key, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'" + key + "'");
    }

    private GuardedClient client(String allowed, String... resolved) {
        return client(name -> addresses(name, resolved), allowed);
    }

    private GuardedClient client(Names names, String allowed) {
        return new GuardedClient(
                new CheckedAddresses(names, networks(allowed)),
                TrustedAuthorities.of(Optional.of(TlsHost.trustFile())));
    }

    private List<InetAddress> addresses(String name, String... resolved) {
        asked.add(name);
        return Stream.of(resolved).map(InetAddress::ofLiteral).toList();
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(text -> Network.parse(text).orElseThrow()).toList();
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OutboundException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
