package org.watchbill.gateway.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The state of a gateway that is one process. When it is full, the largest is forgotten; logs, which can be large, never
 * push out values, which say what has ended and what waits.
 */
public final class MemoryState implements SharedState {

    private static final int MOST_BUCKETS = 20_000;
    /** What an entry costs beside its text, roughly. */
    private static final int OVERHEAD = 100;

    /** Of the bytes one part is for values and the rest for logs. */
    private static final int PART_OF_VALUES = 4;

    /** How much is held: values, as many entries of logs, and the estimated bytes of all. */
    public record Bounds(int entries, long bytes) {

        static final Bounds USUAL = new Bounds(100_000, 64 * 1024 * 1024);
    }

    private record Value(String text, Instant end) implements Shelf.Thing {

        @Override
        public int entries() {
            return 1;
        }

        @Override
        public long bytes() {
            return size(text);
        }
    }

    private final InstantSource time;
    private final Shelf values;
    private final Shelf logs;
    private final LocalBuckets buckets;
    private final Wakeups wakeups = new Wakeups();

    public MemoryState(InstantSource time, Bounds bounds) {
        this.time = time;
        long ofValues = bounds.bytes() / PART_OF_VALUES;
        this.values = new Shelf(new Bounds(bounds.entries(), ofValues), time);
        this.logs = new Shelf(new Bounds(bounds.entries(), bounds.bytes() - ofValues), time);
        this.buckets = new LocalBuckets(time, MOST_BUCKETS);
    }

    @Override
    public boolean putIfAbsent(String key, String value, Duration life) {
        synchronized (values) {
            if (values.find(key).isPresent()) {
                return false;
            }
            put(key, value, life);
            return true;
        }
    }

    @Override
    public void put(String key, String value, Duration life) {
        synchronized (values) {
            values.put(key, new Value(value, time.instant().plus(life)));
        }
    }

    @Override
    public Optional<String> get(String key) {
        synchronized (values) {
            return values.find(key).map(MemoryState::text);
        }
    }

    @Override
    public Optional<String> take(String key) {
        synchronized (values) {
            return values.takeOff(key).map(MemoryState::text);
        }
    }

    @Override
    public long append(String log, String entry, Duration life) {
        long position;
        synchronized (logs) {
            MemoryLog grown = logs.takeOff(log).map(MemoryLog.class::cast).orElseGet(MemoryLog::new);
            position = grown.append(entry, life, time.instant());
            logs.put(log, grown);
        }
        wakeups.ring(log);
        return position;
    }

    @Override
    public List<Entry> read(String log, long position, Duration patience) throws InterruptedException {
        return wakeups.await(log, patience, () -> after(log, position));
    }

    private List<Entry> after(String log, long position) {
        synchronized (logs) {
            Optional<MemoryLog> found = logs.find(log).map(MemoryLog.class::cast);
            found.ifPresent(there -> there.renew(time.instant()));
            return found.map(there -> there.after(position)).orElse(List.of());
        }
    }

    @Override
    public Optional<Duration> spend(String bucket, Allowance allowance) {
        return buckets.spend(bucket, allowance);
    }

    @Override
    public boolean isReachable() {
        return true;
    }

    @Override
    public void close() {
        wakeups.close();
    }

    /** Estimated bytes of a text with what surrounds it. */
    static long size(String text) {
        return OVERHEAD + 2L * text.length();
    }

    private static String text(Shelf.Thing thing) {
        return ((Value) thing).text();
    }
}
