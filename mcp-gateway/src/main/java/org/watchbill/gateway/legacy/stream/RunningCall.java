package org.watchbill.gateway.legacy.stream;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A call on the thread that works on it. Nothing but the work itself is ever interrupted. */
public final class RunningCall {

    /** What is worked on. */
    @FunctionalInterface
    public interface Work<T> {
        T finish() throws InterruptedException;
    }

    private final String key;
    private final Thread worker = Thread.currentThread();
    private final ReentrantLock ending = new ReentrantLock();
    private boolean cancelled;
    private boolean interrupted;
    private boolean over;

    RunningCall(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    <T> Optional<T> run(Work<T> work) throws InterruptedException {
        try {
            T result = work.finish();
            return end() ? Optional.empty() : Optional.of(result);
        } catch (InterruptedException | RuntimeException e) {
            if (end()) {
                return Optional.empty();
            }
            throw e;
        } finally {
            end();
        }
    }

    /** The client does not want the answer any more. */
    void cancel() {
        interrupt(true);
    }

    /** The process ends. */
    void stop() {
        interrupt(false);
    }

    private void interrupt(boolean byClient) {
        ending.lock();
        try {
            if (!over) {
                cancelled |= byClient;
                interrupted = true;
                worker.interrupt();
            }
        } finally {
            ending.unlock();
        }
    }

    /** True when the client has cancelled; from now on nothing is interrupted. */
    private boolean end() {
        ending.lock();
        try {
            if (!over && interrupted) {
                Thread.interrupted();
            }
            over = true;
            return cancelled;
        } finally {
            ending.unlock();
        }
    }
}
