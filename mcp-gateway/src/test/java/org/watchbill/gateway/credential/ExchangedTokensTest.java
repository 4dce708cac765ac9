package org.watchbill.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;

class ExchangedTokensTest {

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T12:00:00Z"));
    private final List<String> asked = new ArrayList<>();
    private boolean down;
    private boolean refusing;
    private final ExchangedTokens tokens = new ExchangedTokens(this::exchange, time);

    @Test
    void asksOnceAMinute() {
        assertThat(value(tokens.of("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(59));
        assertThat(value(tokens.of("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(1));
        assertThat(value(tokens.of("a"))).isEqualTo("internal 2");
    }

    @Test
    void keepsCredentialsApart() {
        assertThat(value(tokens.of("a"))).isEqualTo("internal 1");
        assertThat(value(tokens.of("b"))).isEqualTo("internal 2");
        assertThat(value(tokens.of("a"))).isEqualTo("internal 1");
    }

    @Test
    void anOutageOfAuthServiceStopsNothingUntilTheTokenEnds() {
        tokens.of("a");
        down = true;
        time.advance(Duration.ofSeconds(60));
        assertThat(value(tokens.of("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(539));
        assertThat(value(tokens.of("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(1));
        assertThat(tokens.of("a")).isInstanceOf(ExchangeAnswer.Unavailable.class);
    }

    @Test
    void anOutageHelpsNobodyWhoWasNotThereBefore() {
        down = true;
        assertThat(tokens.of("a")).isInstanceOf(ExchangeAnswer.Unavailable.class);
    }

    @Test
    void authServiceIsAskedAgainFiveSecondsAfterAFailure() {
        tokens.of("a");
        down = true;
        time.advance(Duration.ofSeconds(60));
        tokens.of("a");
        time.advance(Duration.ofSeconds(4));
        tokens.of("a");
        assertThat(asked).hasSize(2);
        down = false;
        time.advance(Duration.ofSeconds(1));
        assertThat(value(tokens.of("a"))).isEqualTo("internal 3");
    }

    @Test
    void aRefusalEndsTheTokenAtOnce() {
        tokens.of("a");
        refusing = true;
        time.advance(Duration.ofSeconds(60));
        assertThat(tokens.of("a")).isInstanceOf(ExchangeAnswer.Refused.class);
        refusing = false;
        down = true;
        assertThat(tokens.of("a")).isInstanceOf(ExchangeAnswer.Unavailable.class);
    }

    @Test
    void remembersTenThousandAndForgetsTheOldest() {
        for (int i = 0; i <= 10_000; i++) {
            tokens.of("credential " + i);
        }
        tokens.of("credential 10000");
        tokens.of("credential 1");
        assertThat(asked).hasSize(10_001);
        tokens.of("credential 0");
        assertThat(asked).hasSize(10_002);
    }

    @Test
    void manyCallersShareOneExchange() throws Exception {
        AtomicInteger exchanges = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        ExchangedTokens slow = new ExchangedTokens(
                credential -> {
                    exchanges.incrementAndGet();
                    started.countDown();
                    awaitQuietly(finish);
                    return granted("shared");
                },
                time);
        var answers = ConcurrentHashMap.<String>newKeySet();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> callers = new ArrayList<>();
            Callable<Boolean> caller = () -> answers.add(value(slow.of("a")));
            callers.add(crowd.submit(caller));
            started.await();
            for (int i = 0; i < 50; i++) {
                callers.add(crowd.submit(caller));
            }
            finish.countDown();
            for (Future<Boolean> each : callers) {
                each.get();
            }
        }
        assertThat(answers).containsExactly("shared");
        assertThat(exchanges).hasValue(1);
    }

    private ExchangeAnswer exchange(String credential) {
        asked.add(credential);
        if (down) {
            return new ExchangeAnswer.Unavailable();
        }
        return refusing ? new ExchangeAnswer.Refused() : granted("internal " + asked.size());
    }

    private ExchangeAnswer granted(String value) {
        return new ExchangeAnswer.Granted(
                new InternalToken(new Secret(value), time.instant().plusSeconds(600), TestTokens.admin()));
    }

    private static String value(ExchangeAnswer answer) {
        return ((ExchangeAnswer.Granted) answer).token().value().reveal();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
