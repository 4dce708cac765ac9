package org.watchbill.auth.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.consent.Wish;
import org.watchbill.auth.grant.Grant;

/** A device's request as stored. */
record DeviceCode(String secretHash, Wish wish, Instant expiresAt, Polling polling, Outcome outcome) {

    /** How long a person has to find the page and to decide. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** How long a device waits between two questions at first, and by how much longer when it did not. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** How long the device has to wait, and when it last asked. */
    record Polling(Duration pause, Optional<Instant> lastAt) {

        static final Polling NONE = new Polling(PAUSE, Optional.empty());
    }

    /**
     * What became of it.
     *
     * @param grant present once a person approved
     * @param used whether the device has its tokens
     */
    record Outcome(Optional<Grant.Id> grant, boolean denied, boolean used) {

        static final Outcome OPEN = new Outcome(Optional.empty(), false, false);
    }

    boolean isOpen(Instant now) {
        return now.isBefore(expiresAt) && outcome.equals(Outcome.OPEN);
    }
}
