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
    private boolean throttled;
    private final ExchangedTokens tokens = new ExchangedTokens(this::exchange, time);

    @Test
    void asksOnceAMinute() {
        assertThat(value(ask("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(59));
        assertThat(value(ask("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(1));
        assertThat(value(ask("a"))).isEqualTo("internal 2");
    }

    @Test
    void keepsCredentialsApart() {
        assertThat(value(ask("a"))).isEqualTo("internal 1");
        assertThat(value(ask("b"))).isEqualTo("internal 2");
        assertThat(value(ask("a"))).isEqualTo("internal 1");
    }

    @Test
    void anOutageOfAuthServiceStopsNothingUntilTheTokenEnds() {
        ask("a");
        down = true;
        time.advance(Duration.ofSeconds(60));
        assertThat(value(ask("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(539));
        assertThat(value(ask("a"))).isEqualTo("internal 1");
        time.advance(Duration.ofSeconds(1));
        assertThat(ask("a")).isInstanceOf(ExchangeAnswer.Unavailable.class);
    }

    @Test
    void aPauseThatAuthServiceWantsIsLikeAnOutage() {
        ask("a");
        throttled = true;
        time.advance(Duration.ofSeconds(60));
        assertThat(value(ask("a"))).isEqualTo("internal 1");
        assertThat(ask("b")).isEqualTo(new ExchangeAnswer.Throttled(Duration.ofSeconds(60)));
    }

    @Test
    void anOutageHelpsNobodyWhoWasNotThereBefore() {
        down = true;
        assertThat(ask("a")).isInstanceOf(ExchangeAnswer.Unavailable.class);
    }

    @Test
    void authServiceIsAskedAgainFiveSecondsAfterAFailure() {
        ask("a");
        down = true;
        time.advance(Duration.ofSeconds(60));
        ask("a");
        time.advance(Duration.ofSeconds(4));
        ask("a");
        assertThat(asked).hasSize(2);
        down = false;
        time.advance(Duration.ofSeconds(1));
        assertThat(value(ask("a"))).isEqualTo("internal 3");
    }

    @Test
    void aRefusalEndsTheTokenAtOnce() {
        ask("a");
        refusing = true;
        time.advance(Duration.ofSeconds(60));
        assertThat(ask("a")).isInstanceOf(ExchangeAnswer.Refused.class);
        refusing = false;
        down = true;
        assertThat(ask("a")).isInstanceOf(ExchangeAnswer.Unavailable.class);
    }

    @Test
    void remembersTenThousandAndForgetsTheOldest() {
        for (int i = 0; i <= 10_000; i++) {
            ask("credential " + i);
        }
        ask("credential 10000");
        ask("credential 1");
        assertThat(asked).hasSize(10_001);
        ask("credential 0");
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
            Callable<Boolean> caller = () -> answers.add(value(slow.of(credential("a"))));
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

    private ExchangeAnswer exchange(Credential credential) {
        asked.add(credential.value().reveal());
        if (down) {
            return new ExchangeAnswer.Unavailable();
        }
        if (throttled) {
            return new ExchangeAnswer.Throttled(Duration.ofSeconds(60));
        }
        return refusing ? new ExchangeAnswer.Refused("no") : granted("internal " + asked.size());
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

    private ExchangeAnswer ask(String token) {
        return tokens.of(credential(token));
    }

    private static Credential credential(String token) {
        return new Credential(Credential.Kind.ACCESS_TOKEN, new Secret(token));
    }
}
