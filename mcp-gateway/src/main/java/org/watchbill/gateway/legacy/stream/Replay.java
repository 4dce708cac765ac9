package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.shared.SharedStateException;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Follows the log of a stream from one event on until its answer, or until nobody works on it any more. */
final class Replay {

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A single look could come between two renewals of a lease on a busy machine. */
    private static final int LOOKS_WITHOUT_LEASE = 3;

    private final StreamLog log;
    private final EventId from;
    private final JsonNode answering;
    private final OpenSession session;
    private final ReplayedStreams.Patience patience;
    private int withoutLease;
    private long lastSign = System.nanoTime();
    private long lastEvent = System.nanoTime();

    Replay(StreamLog log, EventId from, JsonNode answering, OpenSession session, ReplayedStreams.Patience patience) {
        this.log = log;
        this.from = from;
        this.answering = answering;
        this.session = session;
        this.patience = patience;
    }

    /** When the state cannot be reached the stream ends as well, and the client may come again. */
    void hold(EventStream events, BooleanSupplier allowed) throws InterruptedException {
        // The head of the answer goes out with its first bytes, and the client may wait for it.
        events.keepAlive();
        try {
            if (!isAnswered()) {
                follow(events, allowed);
            }
        } catch (SharedStateException e) {
            return;
        }
    }

    private boolean isAnswered() throws InterruptedException {
        return from.position() > 0
                && log.read(from.position() - 1, Duration.ZERO).stream()
                        .findFirst()
                        .filter(entry -> entry.position() == from.position())
                        .filter(Replay::isLast)
                        .isPresent();
    }

    private void follow(EventStream events, BooleanSupplier allowed) throws InterruptedException {
        long position = from.position();
        while (true) {
            List<SharedState.Entry> news = log.read(position, LOOK);
            for (SharedState.Entry entry : news) {
                send(events, entry);
                position = entry.position();
                if (isLast(entry)) {
                    return;
                }
            }
            if (news.isEmpty() && (!allowed.getAsBoolean() || isOver(events))) {
                return;
            }
        }
    }

    private void send(EventStream events, SharedState.Entry entry) {
        StreamLog.message(entry)
                .ifPresent(message -> events.message(
                        message, Optional.of(from.at(entry.position()).text())));
        lastEvent = System.nanoTime();
        lastSign = lastEvent;
        withoutLease = 0;
    }

    /** After a look at which there was nothing. */
    private boolean isOver(EventStream events) {
        withoutLease = log.isLeased() ? 0 : withoutLease + 1;
        if (withoutLease >= LOOKS_WITHOUT_LEASE) {
            events.message(inDoubt(), Optional.empty());
            return true;
        }
        if (passed(lastSign, patience.keepAlive())) {
            events.keepAlive();
            lastSign = System.nanoTime();
        }
        return session.revision().hasResumption() && passed(lastEvent, patience.longestSilence());
    }

    private static boolean passed(long since, Duration limit) {
        return System.nanoTime() - since >= limit.toNanos();
    }

    private static boolean isLast(SharedState.Entry entry) {
        return StreamLog.message(entry)
                .filter(message -> !StreamLog.isAnswer(message))
                .isEmpty();
    }

    private JsonNode inDoubt() {
        RpcError error = RpcError.of(
                RpcError.INTERNAL,
                "The gateway that worked on this call has gone, so it is in doubt whether anything was done."
                        + " Repeat it with the same idempotency_key: what was done is not done twice.");
        if (!answering.isArray()) {
            return Reply.errorMessage(Optional.of(answering), error);
        }
        ArrayNode errors = Json.object().putArray("errors");
        answering.forEach(id -> errors.add(Reply.errorMessage(Optional.of(id), error)));
        return errors;
    }
}
