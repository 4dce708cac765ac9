package org.watchbill.auth.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * At most so many attempts in a span of time for each key, refilled evenly. Kept in memory for the keys used last, so
 * every replica allows as many again.
 */
public final class Ceiling {

    private static final int REMEMBERED = 10_000;

    /** Wall time from the injected clock in the form that bucket4j reads. */
    private record Meter(InstantSource time) implements TimeMeter {

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

    private final int attempts;
    private final Duration span;
    private final TimeMeter meter;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Ceiling(int attempts, Duration span, InstantSource time) {
        this.attempts = attempts;
        this.span = span;
        this.meter = new Meter(time);
    }

    /** Counts one attempt for {@code key} and says whether it is still within the ceiling. */
    public boolean allows(String key) {
        return bucket(key).tryConsume(1);
    }

    /** Takes back one attempt that was counted. */
    public void forgive(String key) {
        bucket(key).addTokens(1);
    }

    public void reset(String key) {
        synchronized (buckets) {
            buckets.remove(key);
        }
    }

    private Bucket bucket(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    key,
                    missing -> Bucket.builder()
                            .withCustomTimePrecision(meter)
                            .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, span))
                            .build());
        }
    }
}
