package org.watchbill.kit.http.deadline;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts threads that overrun a deadline; a virtual thread that blocks on its socket loses the socket by that. Helidon
 * 4.3 has no read or write time-out of its own.
 */
public final class Watchdog implements AutoCloseable {

    private static final long PERIOD_NANOS = Duration.ofMillis(50).toNanos();

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread sweeper =
            Thread.ofPlatform().daemon().name("deadlines").unstarted(this::sweep);
    private volatile boolean closed;

    public Watchdog() {
        sweeper.start();
    }

    /** Watches the calling thread until the watch ends. */
    public Watch watch(Duration limit) {
        return watch(limit, () -> {});
    }

    Watch watch(Duration limit, Runnable onPass) {
        Watch watch = new Watch(Thread.currentThread(), System.nanoTime() + limit.toNanos(), onPass);
        watches.add(watch);
        return watch;
    }

    private void sweep() {
        while (!closed) {
            long now = System.nanoTime();
            watches.forEach(watch -> watch.check(now));
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sweeper);
    }

    /** One running deadline. */
    public final class Watch {

        private final Thread owner;
        private final long end;
        private final Runnable onPass;
        private boolean ended;
        private boolean passed;

        private Watch(Thread owner, long end, Runnable onPass) {
            this.owner = owner;
            this.end = end;
            this.onPass = onPass;
        }

        private synchronized void check(long now) {
            if (!ended && !passed && now - end > 0) {
                passed = true;
                watches.remove(this);
                owner.interrupt();
                onPass.run();
            }
        }

        /** As if the time were over. */
        public synchronized void cutShort() {
            check(end + 1);
        }

        public synchronized boolean passed() {
            return passed;
        }

        /** Ends the watch by its own thread, and takes back an interrupt that came too late to matter. */
        public synchronized void end() {
            watches.remove(this);
            if (passed && !ended && owner.equals(Thread.currentThread())) {
                Thread.interrupted();
            }
            ended = true;
        }
    }
}
