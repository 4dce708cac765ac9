package org.watchbill.gateway.shared;

import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Wall time from the injected clock in the form that bucket4j reads. */
record WallClock(InstantSource time) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        Instant now = time.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
