package org.watchbill.gateway.shared;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.config.Settings;

/**
 * What the replicas of the gateway share, each piece for a limited time: values, logs that grow at the end, and buckets
 * for rate limits. Values and logs have names of their own: {@code get} never sees a log.
 *
 * <p>Every method but {@link #spend} throws {@link SharedStateException} when the store cannot be reached; whether a
 * change has happened is then unknown. A waiting {@link #read} throws it too when the state is closed meanwhile.
 */
public interface SharedState extends AutoCloseable {

    /** One entry of a log; positions count from 1 without gaps as long as the log lives. */
    record Entry(long position, String text) {}

    /** In Redis if {@code redis.url} is set, else in this process. */
    static SharedState open(Settings settings, InstantSource time) {
        return settings.isSet("redis.url")
                ? new RedisState(RedisSettings.of(settings), time)
                : new MemoryState(time, MemoryState.Bounds.USUAL);
    }

    /** Stores unless there is a value already; true when this call stored it. */
    boolean putIfAbsent(String key, String value, Duration life);

    void put(String key, String value, Duration life);

    Optional<String> get(String key);

    /** Removes and returns; of many callers one gets it. */
    Optional<String> take(String key);

    /**
     * Appends to a log, which begins with its first entry, and returns the entry's position. A log keeps the newest of its
     * entries, at most {@link #LONGEST_LOG} of them and {@link #LARGEST_LOG} bytes, and the last one whatever its size. It
     * ends when for {@code life} nobody has appended or read; a later entry begins it anew with position 1.
     */
    long append(String log, String entry, Duration life);

    /**
     * The entries after {@code position} that are still kept, oldest first; if there is none, waits up to {@code patience}
     * for one and then answers with an empty list. The first one tells whether others are no longer kept: its position is
     * then not the next.
     */
    List<Entry> read(String log, long position, Duration patience) throws InterruptedException;

    /**
     * Takes one from a bucket; empty when allowed, else how long until the next. Where replicas cannot share the buckets
     * at the moment, each has its own.
     */
    Optional<Duration> spend(String bucket, Allowance allowance);

    /** Whether the store answers. */
    boolean isReachable();

    @Override
    void close();

    int LONGEST_LOG = 1_000;

    int LARGEST_LOG = 4 * 1024 * 1024;
}
