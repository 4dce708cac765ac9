package org.watchbill.gateway.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The state of a gateway that is one process. When it is full, what was written longest ago is forgotten. */
public final class MemoryState implements SharedState {

    private static final int MOST_BUCKETS = 20_000;
    /** What an entry costs beside its text, roughly. */
    private static final int OVERHEAD = 100;

    /** How much is held: values and entries of logs together, and their estimated bytes. */
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
    private final Shelf shelf;
    private final LocalBuckets buckets;
    private final Wakeups wakeups = new Wakeups();

    public MemoryState(InstantSource time, Bounds bounds) {
        this.time = time;
        this.shelf = new Shelf(bounds, time);
        this.buckets = new LocalBuckets(time, MOST_BUCKETS);
    }

    @Override
    public boolean putIfAbsent(String key, String value, Duration life) {
        synchronized (shelf) {
            if (shelf.find(valueName(key)).isPresent()) {
                return false;
            }
            put(key, value, life);
            return true;
        }
    }

    @Override
    public void put(String key, String value, Duration life) {
        synchronized (shelf) {
            shelf.put(valueName(key), new Value(value, time.instant().plus(life)));
        }
    }

    @Override
    public Optional<String> get(String key) {
        synchronized (shelf) {
            return shelf.find(valueName(key)).map(MemoryState::text);
        }
    }

    @Override
    public Optional<String> take(String key) {
        synchronized (shelf) {
            return shelf.takeOff(valueName(key)).map(MemoryState::text);
        }
    }

    @Override
    public long append(String log, String entry, Duration life) {
        long position;
        synchronized (shelf) {
            MemoryLog grown =
                    shelf.takeOff(logName(log)).map(MemoryLog.class::cast).orElseGet(MemoryLog::new);
            position = grown.append(entry, life, time.instant());
            shelf.put(logName(log), grown);
        }
        wakeups.ring(log);
        return position;
    }

    @Override
    public List<Entry> read(String log, long position, Duration patience) throws InterruptedException {
        return wakeups.await(log, patience, () -> after(log, position));
    }

    private List<Entry> after(String log, long position) {
        synchronized (shelf) {
            Optional<MemoryLog> found = shelf.find(logName(log)).map(MemoryLog.class::cast);
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

    private static String valueName(String key) {
        return "value " + key;
    }

    private static String logName(String log) {
        return "log " + log;
    }
}
