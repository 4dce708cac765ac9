package org.watchbill.gateway.shared;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The buckets of one process: those used last, so that no flood of names fills the memory. */
final class LocalBuckets {

    private final WallClock clock;
    private final Map<String, Bucket> buckets;

    LocalBuckets(InstantSource time, int most) {
        this.clock = new WallClock(time);
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    Optional<Duration> spend(String bucket, Allowance allowance) {
        return spend(bucket(allowance.named(bucket), allowance));
    }

    static Optional<Duration> spend(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String name, Allowance allowance) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(name, missing -> full(allowance));
        }
    }

    private Bucket full(Allowance allowance) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(clock);
        for (var limit : allowance.asBucket().getBandwidths()) {
            builder.addLimit(limit);
        }
        return builder.build();
    }
}
