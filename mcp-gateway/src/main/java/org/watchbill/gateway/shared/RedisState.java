package org.watchbill.gateway.shared;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of several gateways, in Redis 6.2 or later. Redis counts the lives; bucket levels follow the gateways' clocks. */
public final class RedisState implements SharedState {

    private static final String PREFIX = "watchbill:gateway:";
    private static final String VALUE = PREFIX + "value:";
    private static final String LOG = PREFIX + "log:";
    private static final String BUCKET = PREFIX + "bucket:";
    private static final String CHANNEL = PREFIX + "appended";
    private static final int MOST_OWN_BUCKETS = 20_000;

    private final RedisLink link;
    private final LocalBuckets ownBuckets;
    private final Wakeups wakeups = new Wakeups();

    /** Works, in the sense of {@link #isReachable}, as soon as there is a server. */
    RedisState(RedisSettings settings, InstantSource time) {
        this.ownBuckets = new LocalBuckets(time, MOST_OWN_BUCKETS);
        WallClock clock = new WallClock(time);
        this.link = new RedisLink(settings, client -> RedisConnections.open(client, clock, CHANNEL, wakeups::ring));
    }

    @Override
    public boolean putIfAbsent(String key, String value, Duration life) {
        return link.<Boolean>ask(
                redis -> redis.set(VALUE + key, value, SetArgs.Builder.nx().px(life)) != null);
    }

    @Override
    public void put(String key, String value, Duration life) {
        link.ask(redis -> redis.set(VALUE + key, value, SetArgs.Builder.px(life)));
    }

    @Override
    public Optional<String> get(String key) {
        return link.ask(redis -> Optional.ofNullable(redis.get(VALUE + key)));
    }

    @Override
    public Optional<String> take(String key) {
        return link.ask(redis -> Optional.ofNullable(redis.getdel(VALUE + key)));
    }

    @Override
    public long append(String log, String entry, Duration life) {
        String[] keys = {LOG + log};
        return link.<Long>ask(redis -> redis.eval(
                LogScripts.APPEND,
                ScriptOutputType.INTEGER,
                keys,
                entry,
                Long.toString(life.toMillis()),
                Integer.toString(LONGEST_LOG),
                Integer.toString(LARGEST_LOG),
                CHANNEL,
                log));
    }

    @Override
    public List<Entry> read(String log, long position, Duration patience) throws InterruptedException {
        try {
            return wakeups.await(log, patience, () -> after(log, position));
        } catch (SharedStateException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while asking Redis");
            }
            throw e;
        }
    }

    private List<Entry> after(String log, long position) {
        String[] keys = {LOG + log};
        List<String> found =
                link.ask(redis -> redis.eval(LogScripts.READ, ScriptOutputType.MULTI, keys, Long.toString(position)));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 2) {
            entries.add(new Entry(Long.parseLong(found.get(i)), found.get(i + 1)));
        }
        return List.copyOf(entries);
    }

    @Override
    public Optional<Duration> spend(String bucket, Allowance allowance) {
        if (!link.isReachable()) {
            return ownBuckets.spend(bucket, allowance);
        }
        try {
            return link.with(open -> LocalBuckets.spend(shared(open, bucket, allowance)));
        } catch (SharedStateException | BucketExecutionException unreachable) {
            return ownBuckets.spend(bucket, allowance);
        }
    }

    private static Bucket shared(RedisConnections open, String bucket, Allowance allowance) {
        return open.buckets().getProxy(BUCKET + allowance.named(bucket), allowance::asBucket);
    }

    @Override
    public boolean isReachable() {
        return link.isReachable();
    }

    @Override
    public void close() {
        wakeups.close();
        link.close();
    }
}
