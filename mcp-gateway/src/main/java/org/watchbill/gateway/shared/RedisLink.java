package org.watchbill.gateway.shared;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/**
 * The way to Redis. A keeper asks once a second whether there is an answer; when there is none, whoever needs Redis is
 * told so at once instead of waiting for each time-out, and after a few silent seconds the connections are made anew,
 * because a peer that vanished without a word would hold them for many minutes.
 */
final class RedisLink implements AutoCloseable {

    private static final EventLog LOG = EventLog.named("org.watchbill.gateway.redis");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECONNECT_PAUSE = Duration.ofSeconds(1);
    private static final int SILENT_LOOKS = 3;

    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(Delay.exponential(Duration.ofMillis(50), LONGEST_RECONNECT_PAUSE, 2, TimeUnit.MILLISECONDS))
            .build();
    private final RedisClient client;
    private final Function<RedisClient, RedisConnections> opening;
    private final Thread keeper;
    private volatile @Nullable RedisConnections connections;
    private volatile boolean reachable;
    private volatile boolean closed;

    /** Tries once to connect and goes on in the background when that fails. */
    RedisLink(RedisSettings settings, Function<RedisClient, RedisConnections> opening) {
        this.opening = opening;
        this.client = RedisClient.create(resources, address(settings));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                // A command that was under way when the connection broke is not sent twice.
                .replayFilter(command -> true)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .build());
        look(0);
        this.keeper = Thread.ofVirtual().name("redis-keeper").start(this::keep);
    }

    private static RedisURI address(RedisSettings settings) {
        RedisURI.Builder address = RedisURI.builder()
                .withHost(settings.host())
                .withPort(settings.port())
                .withDatabase(settings.database())
                .withSsl(settings.tls())
                .withTimeout(TIMEOUT)
                .withClientName("watchbill-mcp-gateway");
        settings.password().ifPresent(password -> {
            if (settings.user().isEmpty()) {
                address.withPassword(password.reveal().toCharArray());
            } else {
                address.withAuthentication(settings.user(), password.reveal());
            }
        });
        return address.build();
    }

    boolean isReachable() {
        return reachable;
    }

    /** What Redis says; {@link SharedStateException} when it says nothing. */
    <T extends @Nullable Object> T ask(Function<RedisCommands<String, String>, T> question) {
        return with(open -> question.apply(open.commands()));
    }

    <T extends @Nullable Object> T with(Function<RedisConnections, T> use) {
        RedisConnections open = connections;
        if (open == null || !reachable) {
            throw new SharedStateException("Redis cannot be reached");
        }
        try {
            return use.apply(open);
        } catch (RedisException | CancellationException e) {
            if (!Thread.currentThread().isInterrupted()) {
                lost(e);
            }
            throw new SharedStateException("Redis does not answer", e);
        }
    }

    private void keep() {
        int silent = 0;
        try {
            while (!closed) {
                Thread.sleep(BETWEEN_LOOKS);
                silent = look(silent);
            }
        } catch (InterruptedException stopped) {
            // The link is being closed.
        }
    }

    /** How often Redis has been silent in a row, after one more look. */
    private int look(int silentBefore) {
        RedisConnections open = connections;
        try {
            if (open == null) {
                open = opening.apply(client);
                connections = open;
            }
            open.ping();
            found();
            return 0;
        } catch (RedisException | CancellationException e) {
            lost(e);
            if (open != null && silentBefore + 1 >= SILENT_LOOKS) {
                connections = null;
                open.close();
                return 0;
            }
            return silentBefore + 1;
        }
    }

    private void found() {
        if (!reachable) {
            reachable = true;
            LOG.info("redis reached");
        }
    }

    private void lost(Exception e) {
        if (reachable) {
            reachable = false;
            LOG.warning("redis lost", Field.of("reason", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        closed = true;
        reachable = false;
        keeper.interrupt();
        client.shutdown(Duration.ZERO, TIMEOUT);
        resources.shutdown(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
