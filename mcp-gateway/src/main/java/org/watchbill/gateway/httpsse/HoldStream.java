package org.watchbill.gateway.httpsse;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.catalogue.Toolsets;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.shared.SharedStateException;

/** Holds one stream: says where to POST, then sends what its log brings. The end of the stream ends the session. */
public final class HoldStream {

    private final Connections connections;
    private final LegacyEra legacy;
    private final Duration keepAlive;
    private final InstantSource time;

    public HoldStream(Connections connections, LegacyEra legacy, Duration keepAlive, InstantSource time) {
        this.connections = connections;
        this.legacy = legacy;
        this.keepAlive = keepAlive;
        this.time = time;
    }

    /** Lasts until the client goes, its credential is good no more, or the connection is too old. */
    Reply.Conversation open(Arrival arrival) {
        Connection connection = connections.open(arrival.caller().principal());
        return events -> {
            try (Unasked unasked = new Unasked(arrival, events)) {
                Standing caller = new Standing(arrival.caller(), arrival::recheck, time);
                events.named("endpoint", address(connection, arrival.toolsets()));
                follow(connection, events, () -> unasked.isWelcome() && caller.isGood(), unasked);
            } finally {
                end(arrival, connection);
            }
        };
    }

    /** The tools chosen on the stream's address are chosen for its messages. */
    private static String address(Connection connection, Toolsets toolsets) {
        String address = MessageEndpoint.PATH + "?sessionId=" + connection.id();
        return toolsets.names().isEmpty()
                ? address
                : address + "&" + Toolsets.PARAMETER + "="
                        + URLEncoder.encode(String.join(",", toolsets.names()), StandardCharsets.UTF_8);
    }

    private void follow(Connection connection, EventStream events, BooleanSupplier welcome, Unasked unasked)
            throws InterruptedException {
        long position = 0;
        while (welcome.getAsBoolean() && time.instant().isBefore(connection.end())) {
            Connections.Position next = connections.follow(connection, position, keepAlive);
            for (Connections.Order order : next.orders()) {
                switch (order) {
                    case Connections.Order.Send(var message) -> events.message(message);
                    case Connections.Order.Listen(String sessionId) -> unasked.begin(sessionId);
                }
            }
            if (next.orders().isEmpty()) {
                events.keepAlive();
            }
            position = next.number();
        }
    }

    private void end(Arrival arrival, Connection connection) {
        try {
            connections.close(connection);
            connections.session(connection).ifPresent(id -> legacy.end(within(arrival, id)));
        } catch (SharedStateException | RpcException e) {
            // What nobody can use any more expires by itself.
            return;
        }
    }

    private static Arrival within(Arrival arrival, String sessionId) {
        return arrival.with(
                arrival.headers().with(McpHeaders.SESSION_ID, sessionId).without(McpHeaders.LAST_EVENT_ID));
    }

    /** What the gateway says unasked within the session, on the same stream. */
    private final class Unasked implements AutoCloseable {

        private final Arrival arrival;
        private final EventStream events;
        private volatile boolean over;
        private volatile Optional<Thread> speaker = Optional.empty();

        Unasked(Arrival arrival, EventStream events) {
            this.arrival = arrival;
            this.events = events;
        }

        boolean isWelcome() {
            return !over;
        }

        /** Another handshake takes the place of the one before. */
        void begin(String sessionId) {
            Reply.Stream stream = legacy.unasked(within(arrival, sessionId));
            Thread next = Thread.ofVirtual().name("mcp-unasked").unstarted(() -> speak(stream.conversation()));
            Optional<Thread> former = speaker;
            speaker = Optional.of(next);
            former.ifPresent(Thread::interrupt);
            next.start();
        }

        private void speak(Reply.Conversation conversation) {
            try {
                conversation.hold(events);
            } catch (UncheckedIOException gone) {
                // The holder of the stream finds out by itself.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (speaker.filter(Thread.currentThread()::equals).isPresent()) {
                    over = true;
                }
            }
        }

        @Override
        public void close() {
            speaker.ifPresent(Thread::interrupt);
        }
    }
}
