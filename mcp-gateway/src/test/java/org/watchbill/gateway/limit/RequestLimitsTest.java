package org.watchbill.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.TestRedis;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

/** The rate limits, over HTTP. */
class RequestLimitsTest {

    private static final Map<String, String> NARROW = Map.of(
            "limits.per-principal", "30",
            "limits.per-principal-burst", "3",
            "limits.per-address", "30",
            "limits.per-address-burst", "3");

    private RunningGateway gateway = gateway(Map.of());

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aPrincipalThatComesTooOftenIsToldWhenToComeAgain() {
        ModernClient member = gateway.member();
        for (int i = 0; i < 3; i++) {
            assertThat(list(member).status()).isEqualTo(200);
        }
        WireReply refused = list(member);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.header("Content-Type")).isEqualTo("application/json");
        assertThat(refused.body())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":429,\"message\":"
                        + "\"Too many requests; a retry after 2 s may pass\",\"data\":{\"retryAfterSeconds\":2}}}");
        assertThat(list(gateway.admin()).status()).isEqualTo(200);

        gateway.time().advance(Duration.ofMillis(1_999));
        assertThat(list(member).header("Retry-After")).isEqualTo("1");
        gateway.time().advance(Duration.ofMillis(1));
        assertThat(list(member).status()).isEqualTo(200);
        assertThat(list(member).status()).isEqualTo(429);
    }

    @Test
    void aSecondTokenOfTheSamePrincipalIsNoSecondAllowance() {
        Caller ana = TestTokens.member("Ana Ruiz", "ana@harbor.example");
        for (int i = 0; i < 3; i++) {
            assertThat(list(client(gateway, ana)).status()).isEqualTo(200);
        }
        assertThat(list(client(gateway, ana)).status()).isEqualTo(429);
    }

    @Test
    void sessionsHaveTheSameLimits() {
        LegacyClient legacy = gateway.legacy().connected();
        assertThat(legacy.notify("notifications/initialized").status()).isEqualTo(202);
        assertThat(legacy.send("tools/list", Json.object()).status()).isEqualTo(200);
        WireReply refused = legacy.post(
                Json.bytes(ToolAnswers.json("{\"jsonrpc\": \"2.0\", \"id\": \"x\", \"method\": \"tools/list\"}")));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("id").stringValue()).isEqualTo("x");
        assertThat(legacy.notify("notifications/initialized").json().has("id")).isFalse();
    }

    @Test
    void everyMessageOfABatchCounts() {
        LegacyClient legacy = gateway.legacy();
        legacy.initialize("2025-03-26", "{}");
        String ping = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";
        WireReply refused = legacy.post(("[" + ping + "," + ping + "," + ping + "]").getBytes(UTF_8));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.errorCode()).isEqualTo(429);
        assertThat(refused.json().has("id")).isFalse();
        gateway.time().advance(Duration.ofSeconds(4));
        assertThat(legacy.post(("[" + ping + "," + ping + "]").getBytes(UTF_8)).status())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsNoMessageCountsAndHasNoId() {
        ModernClient member = gateway.member();
        Map<String, String> headers = member.headers("tools/list", Json.object());
        for (int i = 0; i < 3; i++) {
            assertThat(member.post(headers, new byte[] {'{'}).status()).isEqualTo(400);
        }
        WireReply refused = member.post(headers, new byte[] {'{'});
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().has("id")).isFalse();
    }

    @Test
    void anAddressThatSendsTooManyBadCredentialsIsNotLookedAtForAWhile() {
        for (int i = 0; i < 4; i++) {
            assertThat(guess("wb_guess" + i, Map.of()).status()).isEqualTo(401);
        }
        assertThat(gateway.auth().exchanges()).hasSize(4);
        WireReply refused = guess("wb_guess5", Map.of());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.errorCode()).isEqualTo(429);
        assertThat(refused.json().has("id")).isFalse();
        assertThat(guess("", Map.of()).status()).isEqualTo(429);
        assertThat(guess("wb_guess6", Map.of("X-Forwarded-For", "198.51.100.1")).status())
                .isEqualTo(429);
        assertThat(gateway.auth().exchanges()).hasSize(4);

        gateway.time().advance(Duration.ofSeconds(2));
        assertThat(guess("wb_guess7", Map.of()).status()).isEqualTo(401);
        assertThat(guess("wb_guess8", Map.of()).status()).isEqualTo(401);
        assertThat(guess("wb_guess9", Map.of()).status()).isEqualTo(429);
    }

    @Test
    void neighboursWithAKnownCredentialAreNotLockedOut() {
        ModernClient known = gateway.member();
        ModernClient stranger = gateway.admin();
        assertThat(list(known).status()).isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            assertThat(guess("wb_guess" + i, Map.of()).status()).isEqualTo(401);
        }
        assertThat(list(known).status()).isEqualTo(200);
        assertThat(list(stranger).status()).isEqualTo(429);
        gateway.time().advance(Duration.ofSeconds(2));
        assertThat(list(stranger).status()).isEqualTo(200);
    }

    @Test
    void behindATrustedProxyTheClientsAddressCounts() {
        gateway.close();
        gateway = gateway(Map.of("server.trusted-proxies", "127.0.0.0/8"));
        for (int i = 0; i < 4; i++) {
            assertThat(guess("wb_guess" + i, Map.of("X-Forwarded-For", i + ".0.0.1, 203.0.113.7"))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(guess("wb_guess5", Map.of("X-Forwarded-For", "203.0.113.7")).status())
                .isEqualTo(429);
        assertThat(guess("wb_guess5", Map.of("X-Forwarded-For", "203.0.113.8")).status())
                .isEqualTo(401);
    }

    @Test
    void refusalsAreCounted() {
        ModernClient member = gateway.member();
        for (int i = 0; i < 5; i++) {
            list(member);
        }
        for (int i = 0; i < 7; i++) {
            guess("wb_guess" + i, Map.of());
        }
        assertThat(Wire.get(gateway.internalAt("/observe/metrics")).body())
                .contains(
                        "limits_refused_principal_total{service=\"mcp-gateway\"} 2.0",
                        "limits_refused_address_total{service=\"mcp-gateway\"} 3.0",
                        "limits_refused_streams_total{service=\"mcp-gateway\"} 0.0");
    }

    @Test
    void gatewaysThatShareRedisShareTheAllowance() {
        Caller ana = TestTokens.member("Ana Ruiz", "ana@harbor.example");
        try (TestRedis redis = TestRedis.start();
                RunningGateway one = gateway.replica(own -> shared(redis));
                RunningGateway two = gateway.replica(own -> shared(redis))) {
            ModernClient here = client(one, ana);
            ModernClient there = client(two, ana);
            assertThat(list(here).status()).isEqualTo(200);
            assertThat(list(there).status()).isEqualTo(200);
            assertThat(list(here).status()).isEqualTo(200);
            assertThat(list(there).status()).isEqualTo(429);
            assertThat(list(here).status()).isEqualTo(429);
            assertThat(Wire.get(one.at("/health")).body()).startsWith("{\"status\":\"ok\"");

            redis.stop();
            assertThat(list(here).status()).isEqualTo(200);
            WireReply health = Wire.get(one.internalAt("/observe/health"));
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").stringValue()).isEqualTo("degraded");
            assertThat(health.body()).contains("{\"name\":\"shared-state\",\"status\":\"failed\"}");
        }
    }

    private SharedState shared(TestRedis redis) {
        return SharedState.open(Settings.of("mcp-gateway", Map.of("redis.url", redis.url())), gateway.time());
    }

    private static RunningGateway gateway(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(NARROW);
        settings.putAll(more);
        return new RunningGateway(ToolAnswers.schedule(), settings);
    }

    private static ModernClient client(RunningGateway gateway, Caller caller) {
        return new ModernClient(gateway.at("/mcp"), gateway.auth().clientToken(caller, RunningGateway.RESOURCE));
    }

    private static WireReply list(ModernClient client) {
        return client.send("tools/list", Json.object());
    }

    /** Blank {@code apiToken} for none at all. */
    private WireReply guess(String apiToken, Map<String, String> more) {
        ModernClient client = gateway.member();
        Map<String, String> headers = new HashMap<>(client.headers("tools/list", Json.object()));
        headers.remove("Authorization");
        if (!apiToken.isEmpty()) {
            headers.put("X-Api-Key", apiToken);
        }
        headers.putAll(more);
        return client.post(headers, Json.bytes(client.message(1, "tools/list", Json.object())));
    }
}
