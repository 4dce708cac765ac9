package org.watchbill.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.testing.MovableTime;

class SharedCeilingTest {

    private final MovableTime time = new MovableTime(Instant.parse("2026-03-02T12:00:00Z"));
    private final SharedCeiling ceiling = new SharedCeiling(10, Duration.ofMinutes(1), time);

    @Test
    void oneAddressGetsHalfAndLeavesTheRestToOthers() {
        assertThat(allowed(20, () -> ceiling.allows("192.0.2.1"))).isEqualTo(5);
        assertThat(allowed(20, () -> ceiling.allows("192.0.2.2"))).isEqualTo(5);
        assertThat(ceiling.allows("192.0.2.3")).isFalse();
        time.advance(Duration.ofMinutes(1));
        assertThat(ceiling.allows("192.0.2.1")).isTrue();
    }

    private static long allowed(int attempts, BooleanSupplier attempt) {
        long allowed = 0;
        for (int i = 0; i < attempts; i++) {
            allowed += attempt.getAsBoolean() ? 1 : 0;
        }
        return allowed;
    }
}
