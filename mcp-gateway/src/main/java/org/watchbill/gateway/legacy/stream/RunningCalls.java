package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.shared.SharedStateException;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The calls of sessions that this process works on, so that a client can cancel them through any replica. */
public final class RunningCalls implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** Longer than any replica needs to look, short because a client may use an id again. */
    private static final Duration CANCELLATION = Duration.ofSeconds(5);

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final SharedState shared;
    private final CallStreams streams;
    private final Set<RunningCall> calls = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    public RunningCalls(SharedState shared, CallStreams streams) {
        this.shared = shared;
        this.streams = streams;
        this.watch = Thread.ofVirtual().name("mcp-running-calls").start(this::watch);
    }

    /** Works in this thread; empty when the client has cancelled meanwhile. */
    public <T> Optional<T> run(OpenSession session, JsonNode requestId, RunningCall.Work<T> work)
            throws InterruptedException {
        RunningCall call = new RunningCall(key(session, requestId));
        calls.add(call);
        try {
            return call.run(work);
        } finally {
            calls.remove(call);
        }
    }

    /** Interrupts the call, or lets the other replicas know when it is not here. */
    public void cancel(OpenSession session, JsonNode requestId) {
        String key = key(session, requestId);
        List<RunningCall> here =
                calls.stream().filter(call -> call.key().equals(key)).toList();
        if (here.isEmpty()) {
            shared.put(key, "", CANCELLATION);
        }
        here.forEach(RunningCall::cancel);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(GLANCE);
                glance();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void glance() {
        try {
            streams.renewLeases();
            calls.stream().filter(call -> shared.take(call.key()).isPresent()).forEach(RunningCall::cancel);
        } catch (SharedStateException e) {
            // The state tells of its outage itself; the next glance may be luckier.
            return;
        }
    }

    /** Ids 1 and "1" are not the same. */
    private static String key(OpenSession session, JsonNode requestId) {
        return "cancelled:" + session.key() + ":" + Json.text(requestId);
    }

    /** Ends the calls that go on without a connection. */
    @Override
    public void close() {
        watch.interrupt();
        calls.forEach(RunningCall::stop);
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            while (!calls.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(MOMENT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
