package org.watchbill.gateway.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.watchbill.gateway.shared.SharedState.Entry;

/** Those in this process who wait for an entry of a log. They are told when to look, and look by themselves now and then. */
final class Wakeups implements AutoCloseable {

    /** What a lost message costs at most. */
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final ConcurrentMap<String, List<Semaphore>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** What {@code look} finds first, or nothing after {@code patience}. */
    List<Entry> await(String log, Duration patience, Supplier<List<Entry>> look) throws InterruptedException {
        if (!patience.isPositive()) {
            return look.get();
        }
        long start = System.nanoTime();
        Semaphore bell = new Semaphore(0);
        waiting.merge(
                log,
                List.of(bell),
                (there, more) -> Stream.concat(there.stream(), more.stream()).toList());
        try {
            while (true) {
                // Before looking, so that no entry comes between the look and the pause unheard.
                bell.drainPermits();
                List<Entry> found = look.get();
                long left = patience.toNanos() - (System.nanoTime() - start);
                if (!found.isEmpty() || left <= 0) {
                    return found;
                }
                pause(bell, Math.min(left, LONGEST_PAUSE));
            }
        } finally {
            waiting.computeIfPresent(log, (name, bells) -> without(bells, bell));
        }
    }

    private void pause(Semaphore bell, long nanos) throws InterruptedException {
        if (!closed) {
            boolean rung = bell.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            if (!rung || !closed) {
                return;
            }
        }
        throw new SharedStateException("The shared state is closed");
    }

    private static @Nullable List<Semaphore> without(List<Semaphore> bells, Semaphore bell) {
        List<Semaphore> rest =
                bells.stream().filter(other -> !other.equals(bell)).toList();
        return rest.isEmpty() ? null : rest;
    }

    void ring(String log) {
        waiting.getOrDefault(log, List.of()).forEach(Semaphore::release);
    }

    @Override
    public void close() {
        closed = true;
        waiting.values().forEach(bells -> bells.forEach(Semaphore::release));
    }
}
