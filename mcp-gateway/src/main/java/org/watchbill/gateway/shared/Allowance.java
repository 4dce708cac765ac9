package org.watchbill.gateway.shared;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * How often something may be done.
 *
 * @param burst at once, after a rest
 * @param perMinute in the long run, spread evenly
 */
public record Allowance(int burst, int perMinute) {

    public Allowance {
        if (burst < 1 || perMinute < 1) {
            throw new IllegalArgumentException("An allowance allows something");
        }
    }

    BucketConfiguration asBucket() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** The name of a bucket of this size: when a setting changes, buckets of the old size are left behind. */
    String named(String bucket) {
        return bucket + ":" + burst + ":" + perMinute;
    }
}
