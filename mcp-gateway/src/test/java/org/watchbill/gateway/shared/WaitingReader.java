package org.watchbill.gateway.shared;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.watchbill.gateway.shared.SharedState.Entry;

/** Somebody who reads a log on a thread of its own. */
final class WaitingReader {

    private final CompletableFuture<List<Entry>> answer = new CompletableFuture<>();
    private final Thread thread;

    WaitingReader(Callable<List<Entry>> reading) {
        this.thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(reading.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /** Returns once the reader waits to be woken. */
    void awaitPause() {
        SharedStateContract.await(() -> {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getMethodName().equals("pause")) {
                    return thread.getState() == Thread.State.TIMED_WAITING;
                }
            }
            return false;
        });
    }

    void interrupt() {
        thread.interrupt();
    }

    List<Entry> answer() throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }
}
