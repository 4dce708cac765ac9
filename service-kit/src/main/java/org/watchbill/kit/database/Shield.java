package org.watchbill.kit.database;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs work on a thread that nobody interrupts. An interrupt in the middle of file access makes H2 close its file, and
 * with it the whole database, for good; request threads are interrupted by deadlines.
 */
final class Shield {

    private Shield() {}

    /** Waits for {@code work} to end, also when interrupted; the interrupt then stands after it. */
    static <T> T run(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofVirtual().name("database").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException failure(ExecutionException wrapper) {
        return switch (wrapper.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(wrapper);
        };
    }
}
