package org.watchbill.kit.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.watchbill.kit.http.deadline.Watchdog;

/** The requests in flight, by the thread that handles them. */
final class Exchanges {

    private final Watchdog watchdog;
    private final Duration longestWrite;
    private final Map<Thread, Exchange> inFlight = new ConcurrentHashMap<>();

    Exchanges(Watchdog watchdog, Duration longestWrite) {
        this.watchdog = watchdog;
        this.longestWrite = longestWrite;
    }

    Exchange enter(String requestId, Trace trace) {
        Exchange exchange = new Exchange(requestId, trace, watchdog, longestWrite);
        inFlight.put(Thread.currentThread(), exchange);
        return exchange;
    }

    void leave(Exchange exchange) {
        inFlight.remove(Thread.currentThread(), exchange);
    }

    /** Whether the calling thread handles a request that has passed the gate. */
    boolean inside() {
        return inFlight.containsKey(Thread.currentThread());
    }

    /** Drops the request whose body has been on its way longest, if that is longer than {@code patience}. */
    boolean dropSlowest(Semaphore scarce, Duration patience) {
        Optional<Exchange> slowest = inFlight.values().stream()
                .filter(exchange -> exchange.dawdles(scarce, patience))
                .max(Comparator.comparingLong(Exchange::micros));
        slowest.ifPresent(Exchange::drop);
        return slowest.isPresent();
    }

    int count() {
        return inFlight.size();
    }

    void interruptStreams() {
        inFlight.values().stream().filter(Exchange::streaming).forEach(Exchange::interrupt);
    }
}
