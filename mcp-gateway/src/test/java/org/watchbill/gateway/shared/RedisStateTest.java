package org.watchbill.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.shared.SharedState.Entry;
import org.watchbill.gateway.testing.TestRedis;
import org.watchbill.kit.testing.MovableTime;

class RedisStateTest extends SharedStateContract {

    private static TestRedis redis;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> operator;

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T12:00:00Z"));
    private RedisState mine;
    private RedisState other;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
        client = RedisClient.create(redis.url());
        operator = client.connect();
    }

    @AfterAll
    static void stopRedis() {
        client.shutdown();
        redis.close();
    }

    @BeforeEach
    void open() {
        operator.sync().flushall();
        mine = state();
        other = state();
    }

    @AfterEach
    void close() {
        mine.close();
        other.close();
    }

    private RedisState state() {
        URI url = URI.create(redis.url());
        return new RedisState(new RedisSettings(url.getHost(), url.getPort(), 0, false, "", Optional.empty()), time);
    }

    @Override
    SharedState mine() {
        return mine;
    }

    @Override
    SharedState other() {
        return other;
    }

    @Override
    void advance(Duration step) {}

    @Override
    boolean ended(String log) {
        return operator.sync().exists("watchbill:gateway:log:" + log) == 0;
    }

    @Override
    void tick(Duration step) {
        time.advance(step);
    }

    @Test
    void everythingHasALifeAndItsPrefix() {
        mine.put("a", "value", LONG);
        mine.putIfAbsent("b", "value", LONG);
        mine.append("c", "entry", LONG);
        mine.spend("d", new Allowance(2, 60));
        assertThat(operator.sync().keys("*"))
                .containsExactlyInAnyOrder(
                        "watchbill:gateway:value:a",
                        "watchbill:gateway:value:b",
                        "watchbill:gateway:log:c",
                        "watchbill:gateway:bucket:d:2:60")
                .allSatisfy(key -> assertThat(operator.sync().pttl(key)).isBetween(1L, LONG.toMillis()));
    }

    @Test
    void aLogThatIsReadLivesOn() throws Exception {
        mine.append("log", "entry", LONG);
        operator.sync().pexpire("watchbill:gateway:log:log", 10_000);
        other.read("log", 1, NO_PATIENCE);
        assertThat(operator.sync().pttl("watchbill:gateway:log:log")).isGreaterThan(200_000L);
    }

    @Test
    void aLostWakeUpOnlyDelays() throws Exception {
        WaitingReader reader = new WaitingReader(() -> other.read("news", 0, LONG));
        reader.awaitPause();
        // Written past the state, so that nobody is told.
        operator.sync()
                .hset(
                        "watchbill:gateway:log:news",
                        Map.of("1", "quiet", "last", "1", "first", "1", "size", "5", "life", "60000"));
        assertThat(reader.answer()).containsExactly(new Entry(1, "quiet"));
    }

    @Test
    void connectionsThatBreakAreMadeAgain() throws Exception {
        WaitingReader reader = new WaitingReader(() -> other.read("news", 0, LONG));
        reader.awaitPause();
        operator.sync().clientKill(KillArgs.Builder.skipme());
        await(() -> answers(mine));
        mine.append("news", "after all", LONG);
        assertThat(reader.answer()).containsExactly(new Entry(1, "after all"));
    }

    private static boolean answers(SharedState state) {
        try {
            state.get("anything");
            return true;
        } catch (SharedStateException notYet) {
            return false;
        }
    }

    @Test
    void anInterruptDoesNotCountAsALoss() {
        // No answer may come before the interrupt is noticed.
        redis.freeze();
        try {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> mine.get("key")).isInstanceOf(SharedStateException.class);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            redis.thaw();
        }
        assertThat(mine.isReachable()).isTrue();
        assertThat(mine.get("key")).isEmpty();
    }
}
