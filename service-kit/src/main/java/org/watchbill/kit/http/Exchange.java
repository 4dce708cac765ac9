package org.watchbill.kit.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.http.deadline.Watchdog;
import org.watchbill.kit.http.deadline.WatchedStream;

/** One request on its way through {@link HttpServer}: its id and trace, and how it becomes a long-lived stream. */
public final class Exchange {

    private final String requestId;
    private final Trace trace;
    private final Watchdog watchdog;
    private final Duration longestWrite;
    private final Thread handler = Thread.currentThread();
    private final long start = System.nanoTime();
    private Watchdog.@Nullable Watch deadline;
    private volatile Watchdog.@Nullable Watch body;
    private volatile @Nullable Semaphore permits;
    private boolean routed = true;
    private volatile boolean streaming;
    private volatile boolean deadlinePassed;

    Exchange(String requestId, Trace trace, Watchdog watchdog, Duration longestWrite) {
        this.requestId = requestId;
        this.trace = trace;
        this.watchdog = watchdog;
        this.longestWrite = longestWrite;
    }

    /** The exchange of a request to a {@link HttpServer}. */
    public static Exchange of(ServerRequest request) {
        return request.context()
                .get(Exchange.class)
                .orElseThrow(() -> new IllegalStateException("The request did not come through HttpServer"));
    }

    /** The sender's {@code X-Request-Id} if it was harmless, else a new one. */
    public String requestId() {
        return requestId;
    }

    public Trace trace() {
        return trace;
    }

    /**
     * Turns the answer into a stream that may last: it no longer counts against the limit of concurrent requests, a write
     * that blocks for 30 s ends it, and so does the stop of the server, by an interrupt. Status and headers come first.
     */
    public OutputStream openStream(ServerResponse response) {
        streaming = true;
        bodyEnds();
        endDeadline();
        releasePermit();
        return new WatchedStream(response.outputStream(), watchdog, longestWrite);
    }

    void unrouted() {
        routed = false;
    }

    boolean routed() {
        return routed;
    }

    boolean streaming() {
        return streaming;
    }

    void interrupt() {
        handler.interrupt();
    }

    long micros() {
        return (System.nanoTime() - start) / 1000;
    }

    void startDeadline(Duration limit) {
        endDeadline();
        deadline = watchdog.watch(limit);
    }

    void endDeadline() {
        Watchdog.Watch running = deadline;
        if (running != null) {
            running.end();
            deadlinePassed |= running.passed();
            deadline = null;
        }
    }

    boolean deadlinePassed() {
        return deadlinePassed || hasPassed(deadline) || hasPassed(body);
    }

    private static boolean hasPassed(Watchdog.@Nullable Watch watch) {
        return watch != null && watch.passed();
    }

    void onRelease(Semaphore taken) {
        permits = taken;
    }

    void releasePermit() {
        Semaphore taken = permits;
        if (taken != null) {
            permits = null;
            taken.release();
        }
    }

    /** From now until {@link #bodyEnds} the body is on its way; a request with a body that takes long can be dropped. */
    void bodyBegins(Duration limit) {
        body = watchdog.watch(limit);
    }

    void bodyEnds() {
        Watchdog.Watch arriving = body;
        if (arriving != null) {
            body = null;
            arriving.end();
            deadlinePassed |= arriving.passed();
        }
    }

    /** Whether the body has been on its way for longer than {@code patience}, in a place of {@code scarce}. */
    boolean dawdles(Semaphore scarce, Duration patience) {
        Watchdog.Watch arriving = body;
        return arriving != null
                && !arriving.passed()
                && scarce.equals(permits)
                && System.nanoTime() - start > patience.toNanos();
    }

    void drop() {
        Watchdog.Watch arriving = body;
        if (arriving != null) {
            arriving.cutShort();
        }
    }

    /** The pattern of the route that matched, or the path without query when none did. */
    static String pattern(ServerRequest request) {
        return request.matchingPattern().orElseGet(() -> request.path().rawPath());
    }
}
