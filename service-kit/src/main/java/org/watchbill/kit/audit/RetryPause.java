package org.watchbill.kit.audit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next look at the outbox: doubled with each failure, never the same on two replicas. */
final class RetryPause {

    static final Duration IDLE = Duration.ofMillis(200);

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 5;

    private RetryPause() {}

    static Duration after(int failures) {
        if (failures == 0) {
            return IDLE;
        }
        long full = Math.min(IDLE.toMillis() << Math.min(failures, MOST_DOUBLINGS), LONGEST.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    }
}
