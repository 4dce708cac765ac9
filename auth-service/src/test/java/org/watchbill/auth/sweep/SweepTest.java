package org.watchbill.auth.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepTest {

    @Test
    void aTaskThatFailsIsTriedAgainAndStopsNoOther() throws Exception {
        CountDownLatch failures = new CountDownLatch(2);
        CountDownLatch runs = new CountDownLatch(2);
        Sweep.Task failing = new Sweep.Task("failing", Duration.ofMillis(1), () -> {
            failures.countDown();
            throw new IllegalStateException("as planned");
        });
        try (Sweep sweep =
                Sweep.start(List.of(failing, new Sweep.Task("good", Duration.ofMillis(1), runs::countDown)))) {
            assertThat(failures.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(sweep).isNotNull();
        }
    }

    @Test
    void nothingRunsAfterTheStop() {
        AtomicInteger runs = new AtomicInteger();
        Sweep sweep = Sweep.start(List.of(new Sweep.Task("never", Duration.ofHours(1), runs::incrementAndGet)));
        sweep.close();
        assertThat(runs).hasValue(0);
    }
}
