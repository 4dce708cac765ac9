package org.watchbill.auth.limit;

import java.time.Duration;
import java.time.InstantSource;

/**
 * At most so many attempts in a span of time by everybody, of which one address may make half: nobody alone can take the
 * rest from all others, and many people behind one address still get through.
 */
public final class SharedCeiling {

    private final Ceiling all;
    private final Ceiling perAddress;

    public SharedCeiling(int attempts, Duration span, InstantSource time) {
        this.all = new Ceiling(attempts, span, time);
        this.perAddress = new Ceiling(attempts / 2, span, time);
    }

    /** Counts one attempt from {@code address} and says whether it is still within the ceiling. */
    public boolean allows(String address) {
        return perAddress.allows(address) && all.allows("");
    }
}
