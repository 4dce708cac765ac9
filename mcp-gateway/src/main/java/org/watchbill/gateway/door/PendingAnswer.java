package org.watchbill.gateway.door;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.watchbill.gateway.rpc.Reply;
import tools.jackson.databind.node.ObjectNode;

/** The work behind one answer, running on a thread of its own, and what has come of it so far. */
final class PendingAnswer {

    /** Waiting for more than this, the worker waits for the client to read. */
    private static final int MOST_WAITING = 64;

    /** What the work has come to next. */
    sealed interface Step {
        /** A message before the answer. */
        record Notice(ObjectNode message) implements Step {}

        record Done(Reply.Message message) implements Step {}

        record Broken(RuntimeException reason) implements Step {}
    }

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread worker;

    PendingAnswer(Reply.Work work) {
        worker = Thread.ofVirtual().name("mcp-call").start(() -> run(work));
    }

    private void run(Reply.Work work) {
        try {
            steps.put(last(work));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Step last(Reply.Work work) throws InterruptedException {
        try {
            return new Step.Done(work.finish(message -> steps.put(new Step.Notice(message))));
        } catch (RuntimeException e) {
            return new Step.Broken(e);
        }
    }

    /** The next step, if there is one within {@code patience}. */
    Optional<Step> next(Duration patience) throws InterruptedException {
        @Nullable Step step = steps.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(step);
    }

    /** Nobody waits for the answer any more. */
    void giveUp() {
        worker.interrupt();
    }
}
