package org.watchbill.gateway.shared;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.function.Consumer;

/** Connections to one Redis server: for commands, for buckets, whose values are bytes, and for wake-ups. */
record RedisConnections(
        StatefulRedisConnection<String, String> data,
        StatefulRedisConnection<String, byte[]> bytes,
        StatefulRedisPubSubConnection<String, String> subscription,
        ProxyManager<String> buckets)
        implements AutoCloseable {

    /** How long an untouched bucket stays after it is full again. */
    private static final Duration BUCKET_REST = Duration.ofSeconds(10);

    /** All of them or, with an exception, none. */
    static RedisConnections open(RedisClient client, WallClock clock, String channel, Consumer<String> wakeup) {
        StatefulRedisConnection<String, String> data = client.connect();
        try {
            StatefulRedisConnection<String, byte[]> bytes =
                    client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            try {
                return new RedisConnections(data, bytes, subscribed(client, channel, wakeup), buckets(bytes, clock));
            } catch (RedisException e) {
                bytes.close();
                throw e;
            }
        } catch (RedisException e) {
            data.close();
            throw e;
        }
    }

    private static ProxyManager<String> buckets(StatefulRedisConnection<String, byte[]> bytes, WallClock clock) {
        return Bucket4jLettuce.casBasedBuilder(bytes)
                .clientClock(clock)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(BUCKET_REST))
                .build();
    }

    private static StatefulRedisPubSubConnection<String, String> subscribed(
            RedisClient client, String channel, Consumer<String> wakeup) {
        StatefulRedisPubSubConnection<String, String> subscription = client.connectPubSub();
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String log) {
                wakeup.accept(log);
            }
        });
        try {
            subscription.sync().subscribe(channel);
            return subscription;
        } catch (RedisException e) {
            subscription.close();
            throw e;
        }
    }

    RedisCommands<String, String> commands() {
        return data.sync();
    }

    /** Fails unless each of them has an answer; a silent subscription would go unnoticed otherwise. */
    void ping() {
        data.sync().ping();
        bytes.sync().ping();
        subscription.sync().ping();
    }

    @Override
    public void close() {
        data.close();
        bytes.close();
        subscription.close();
    }
}
