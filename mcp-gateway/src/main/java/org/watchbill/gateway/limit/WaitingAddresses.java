package org.watchbill.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses that have spent their allowance, until they get the next; those that came last, so that none fill the memory. */
final class WaitingAddresses {

    private static final int MOST = 20_000;

    private final InstantSource time;
    private final Map<String, Instant> ends = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    });

    WaitingAddresses(InstantSource time) {
        this.time = time;
    }

    void put(String address, Duration pause) {
        ends.put(address, time.instant().plus(pause));
    }

    /** How long it still has to wait. */
    Optional<Duration> left(String address) {
        @Nullable Instant end = ends.get(address);
        if (end == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(time.instant(), end);
        if (left.isPositive()) {
            return Optional.of(left);
        }
        ends.remove(address, end);
        return Optional.empty();
    }
}
