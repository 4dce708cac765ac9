package org.watchbill.kit.mail;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a mail waits for its next attempt: doubled with each, never the same for two mails. */
final class MailPause {

    static final Duration SHORTEST = Duration.ofSeconds(15);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 6;

    private MailPause() {}

    /** {@code attempts} counts from 1. */
    static Duration after(long attempts) {
        long full = Math.min(SHORTEST.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS), LONGEST.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    }
}
