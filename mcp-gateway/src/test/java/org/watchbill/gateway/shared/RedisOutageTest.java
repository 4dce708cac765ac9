package org.watchbill.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.gateway.testing.TestRedis;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.MovableTime;

@Timeout(120)
class RedisOutageTest {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Allowance TWO = new Allowance(2, 1);

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void withoutRedisEveryProcessHasItsOwnBuckets() {
        try (TestRedis redis = TestRedis.start();
                SharedState state = state(redis.url())) {
            state.put("key", "value", LIFE);
            assertThat(state.spend("caller", TWO)).isEmpty();
            redis.stop();
            assertThat(state.spend("caller", TWO)).isEmpty();
            assertThat(state.spend("caller", TWO)).isEmpty();
            assertThat(state.spend("caller", TWO)).isPresent();
            assertThatThrownBy(() -> state.get("key")).isInstanceOf(SharedStateException.class);
            assertThatThrownBy(() -> state.append("log", "entry", LIFE)).isInstanceOf(SharedStateException.class);
            assertThatThrownBy(() -> state.read("log", 0, LIFE)).isInstanceOf(SharedStateException.class);
            assertThat(state.isReachable()).isFalse();

            redis.startAgain();
            SharedStateContract.await(state::isReachable);
            state.put("key", "again", LIFE);
            assertThat(state.get("key")).contains("again");
            assertThat(state.spend("caller", TWO)).isEmpty();
        }
    }

    @Test
    void startsBeforeRedisDoes() {
        try (TestRedis redis = TestRedis.start()) {
            redis.stop();
            try (SharedState state = state(redis.url())) {
                assertThat(state.isReachable()).isFalse();
                assertThat(state.spend("caller", TWO)).isEmpty();
                redis.startAgain();
                SharedStateContract.await(state::isReachable);
                assertThat(state.putIfAbsent("key", "value", LIFE)).isTrue();
            }
        }
    }

    @Test
    void aRedisThatHangsHoldsNobodyUp() {
        try (TestRedis redis = TestRedis.start();
                SharedState state = state(redis.url())) {
            state.put("key", "value", LIFE);
            redis.freeze();
            SharedStateContract.await(() -> !state.isReachable());
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                state.spend("caller", TWO);
                assertThatThrownBy(() -> state.get("key")).isInstanceOf(SharedStateException.class);
            }
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            redis.thaw();
            SharedStateContract.await(state::isReachable);
            assertThat(state.get("key")).contains("value");
        }
    }

    @Test
    void theFirstOnesToMeetASilenceWaitASecond() {
        try (TestRedis redis = TestRedis.start();
                SharedState state = state(redis.url())) {
            state.put("key", "value", LIFE);
            redis.freeze();
            long start = System.nanoTime();
            assertThat(state.spend("caller", TWO)).isEmpty();
            assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            assertThat(state.isReachable()).isFalse();
        }
    }

    @Test
    void connectionsToAPeerThatVanishedAreMadeAnew() {
        try (TestRedis redis = TestRedis.start();
                SilentProxy proxy = new SilentProxy(redis.url());
                SharedState state = state(proxy.url())) {
            state.put("key", "value", LIFE);
            proxy.fallSilent();
            SharedStateContract.await(() -> !state.isReachable());
            SharedStateContract.await(state::isReachable);
            assertThat(state.get("key")).contains("value");
            assertThat(state.append("log", "entry", LIFE)).isEqualTo(1);
        }
    }

    @Test
    void signsInAndUsesItsDatabase() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "a-password\n");
        try (TestRedis redis = TestRedis.start("--requirepass", "a-password")) {
            try (SharedState stranger = state(redis.url())) {
                assertThat(stranger.isReachable()).isFalse();
            }
            Map<String, String> settings =
                    Map.of("redis.url", redis.url() + "/3", "redis.password-file", password.toString());
            try (SharedState state = SharedState.open(Settings.of("mcp-gateway", settings), time);
                    SharedState elsewhere = SharedState.open(
                            Settings.of(
                                    "mcp-gateway",
                                    Map.of(
                                            "redis.url", redis.url(),
                                            "redis.user", "default",
                                            "redis.password-file", password.toString())),
                            time)) {
                state.put("key", "value", LIFE);
                assertThat(state.get("key")).contains("value");
                assertThat(elsewhere.get("key")).isEmpty();
            }
        }
    }

    @Test
    void refusesAnAddressThatItDoesNotUnderstand() {
        for (String url : new String[] {
            "http://localhost:6379",
            "localhost:6379",
            "redis://user:secret@localhost",
            "redis://localhost/name",
            "redis://localhost?x=1"
        }) {
            assertThatThrownBy(() -> state(url))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("redis.url")
                    .hasMessageNotContaining("secret");
        }
    }

    private SharedState state(String url) {
        return SharedState.open(Settings.of("mcp-gateway", Map.of("redis.url", url)), time);
    }
}
