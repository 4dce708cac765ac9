package org.watchbill.gateway.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long things took, from any thread. */
final class Timings {

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long startNanos) {
        nanos.add(System.nanoTime() - startNanos);
    }

    void time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        add(start);
    }

    int count() {
        return nanos.size();
    }

    Duration median() {
        return percentile(50);
    }

    Duration percentile(int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
    }

    @Override
    public String toString() {
        return "%d: median %d ms, p99 %d ms, longest %d ms"
                .formatted(
                        count(),
                        median().toMillis(),
                        percentile(99).toMillis(),
                        percentile(100).toMillis());
    }
}
