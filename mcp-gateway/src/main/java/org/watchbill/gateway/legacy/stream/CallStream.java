package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.session.Revision;
import org.watchbill.gateway.shared.SharedStateException;
import tools.jackson.databind.JsonNode;

/** Records the stream of a call, if it becomes one. Without the shared state it goes on and cannot be resumed. */
public final class CallStream implements Journal {

    private enum State {
        NEW,
        OPEN,
        ENDED
    }

    private final CallStreams running;
    private final StreamLog log;
    private final EventId beginning;
    private final Revision revision;
    private final JsonNode answering;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private volatile boolean kept = true;

    CallStream(CallStreams running, StreamLog log, EventId beginning, Revision revision, JsonNode answering) {
        this.running = running;
        this.log = log;
        this.beginning = beginning;
        this.revision = revision;
        this.answering = answering;
    }

    @Override
    public boolean outlivesConnection() {
        return true;
    }

    /** Older clients may take an event without content for broken JSON. */
    @Override
    public Optional<String> opening() {
        begin();
        return revision.hasResumption() ? Optional.of(beginning.text()) : Optional.empty();
    }

    @Override
    public Optional<String> record(JsonNode message) {
        begin();
        try {
            return Optional.of(beginning.at(log.append(message)).text());
        } catch (SharedStateException e) {
            kept = false;
            return Optional.empty();
        } finally {
            if (StreamLog.isAnswer(message)) {
                end();
                ignoringOutage(() -> log.end(answering));
            }
        }
    }

    /** A client that knows resumption can wait without a connection, unless the rest of the stream may not be kept. */
    @Override
    public Optional<Duration> longestSilence() {
        return revision.hasResumption() && kept ? Optional.of(running.longestSilence()) : Optional.empty();
    }

    /** There will be no answer. */
    public void giveUp() {
        if (end() == State.OPEN) {
            ignoringOutage(() -> {
                log.close();
                log.end(answering);
            });
        }
    }

    void renewLease() {
        log.renewLease();
    }

    private void begin() {
        if (state.get() != State.NEW) {
            return;
        }
        running.begun(this);
        if (state.compareAndSet(State.NEW, State.OPEN)) {
            ignoringOutage(() -> log.begin(answering));
        } else if (state.get() == State.ENDED) {
            running.ended(this);
        }
    }

    private State end() {
        State before = state.getAndSet(State.ENDED);
        running.ended(this);
        return before;
    }

    /** The state tells of its outage itself. */
    private void ignoringOutage(Runnable change) {
        try {
            change.run();
        } catch (SharedStateException e) {
            kept = false;
        }
    }
}
