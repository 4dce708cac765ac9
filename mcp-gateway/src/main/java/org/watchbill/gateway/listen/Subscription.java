package org.watchbill.gateway.listen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.watchbill.gateway.task.SealedTask;
import org.watchbill.gateway.upstream.Upstreams;
import tools.jackson.databind.node.ObjectNode;

/** What one listener hears of, until it is closed. */
public final class Subscription implements AutoCloseable {

    /** Services that are slower are believed to agree. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How often lists are compared whose services say nothing of their own accord. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(60);

    private static final Duration GLANCE = Duration.ofSeconds(1);

    /** Lets one notification through at a time, and none after the end. */
    static final class Gate implements Consumer<ObjectNode> {

        private final ReentrantLock lock = new ReentrantLock();
        private final Consumer<ObjectNode> sink;
        private boolean closed;

        Gate(Consumer<ObjectNode> sink) {
            this.sink = sink;
        }

        @Override
        public void accept(ObjectNode notification) {
            lock.lock();
            try {
                if (!closed) {
                    sink.accept(notification);
                }
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
            } finally {
                lock.unlock();
            }
        }
    }

    private final Upstreams upstreams;
    private final ServiceListening.Listener listener;
    private final Gate gate;
    private final InstantSource time;
    private final Thread looker;
    private volatile Interest interest = Interest.NOTHING;
    private volatile List<ServiceListening> streams = List.of();

    Subscription(Upstreams upstreams, ServiceListening.Listener listener, Gate gate, InstantSource time) {
        this.upstreams = upstreams;
        this.listener = listener;
        this.gate = gate;
        this.time = time;
        Instant first = time.instant().plus(BETWEEN_LOOKS);
        this.looker = Thread.ofVirtual().name("look at lists").unstarted(() -> look(first));
    }

    void begin(Interest first) throws InterruptedException {
        change(first);
        looker.start();
    }

    /** What of the interest is served: a service that is away counts as one that will. */
    public Interest honoured() {
        Set<String> uris = streams.stream()
                .flatMap(stream -> stream.honoured().uris().stream())
                .collect(Collectors.toSet());
        Set<SealedTask> tasks = streams.stream()
                .flatMap(stream -> stream.honoured().tasks().stream())
                .collect(Collectors.toSet());
        return new Interest(
                interest.lists(),
                interest.uris().stream().filter(uris::contains).collect(Collectors.toSet()),
                interest.tasks().stream().filter(tasks::contains).toList());
    }

    /** From now on the listener wants something else; what it goes on wanting it hears of without a gap. */
    public void change(Interest next) throws InterruptedException {
        listener.lists().begin(next.lists());
        List<ServiceListening> former = streams;
        streams = next.isEmpty()
                ? List.of()
                : upstreams.all().stream()
                        .map(upstream -> new ServiceListening(upstream, next, listener))
                        .toList();
        interest = next;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (ServiceListening stream : streams) {
                stream.await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } finally {
            former.forEach(ServiceListening::close);
        }
    }

    private void look(Instant first) {
        try {
            Instant next = first;
            while (true) {
                Thread.sleep(GLANCE);
                if (!time.instant().isBefore(next)) {
                    listener.lists().look(interest.lists());
                    next = time.instant().plus(BETWEEN_LOOKS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.close();
        looker.interrupt();
        streams.forEach(ServiceListening::close);
    }
}
