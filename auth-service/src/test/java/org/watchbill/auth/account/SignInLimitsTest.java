package org.watchbill.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.testing.MovableTime;

class SignInLimitsTest {

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T09:00:00Z"));
    private final SignInLimits limits = new SignInLimits(time);

    @Test
    void fiveFailuresForOneAccountFromOneAddressAreAllowed() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isTrue();
        }
        assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isFalse();
        assertThat(limits.allows("ben@harbor.example", "192.0.2.1")).isTrue();
        assertThat(limits.allows("ana@harbor.example", "192.0.2.2")).isTrue();
        time.advance(Duration.ofMinutes(3));
        assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isTrue();
        assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isFalse();
    }

    @Test
    void aHundredFailuresFromOneAddressAreAllowed() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.allows("person" + i + "@harbor.example", "192.0.2.1"))
                    .isTrue();
        }
        assertThat(limits.allows("another@harbor.example", "192.0.2.1")).isFalse();
        assertThat(limits.allows("another@harbor.example", "192.0.2.2")).isTrue();
    }

    @Test
    void successesCountForNothing() {
        for (int i = 0; i < 99; i++) {
            assertThat(limits.allows("person" + i + "@harbor.example", "192.0.2.1"))
                    .isTrue();
        }
        for (int i = 0; i < 300; i++) {
            assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isTrue();
            limits.succeeded("ana@harbor.example", "192.0.2.1");
        }
        assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isTrue();
        assertThat(limits.allows("ana@harbor.example", "192.0.2.1")).isFalse();
    }
}
