package org.watchbill.gateway.door;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.rpc.Reply;
import tools.jackson.databind.node.ObjectNode;

/** The work behind one answer, running on a thread of its own, and what has come of it so far. */
final class PendingAnswer {

    /** Waiting for more than this, the worker waits for the client to read. */
    private static final int MOST_WAITING = 64;

    private static final Duration FAREWELL = Duration.ofSeconds(30);

    /** What the work has come to next; the {@code id} is the one under which the journal has it. */
    sealed interface Step {
        /** A message before the answer. */
        record Notice(ObjectNode message, Optional<String> id) implements Step {}

        record Done(Reply.Message message, Optional<String> id) implements Step {}

        record Broken(RuntimeException reason) implements Step {}

        /** The work was given up and there is nothing to say. */
        record Over() implements Step {}
    }

    private enum Form {
        OPEN,
        STREAM,
        MESSAGE
    }

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<Form> form = new AtomicReference<>(Form.OPEN);
    private final Journal journal;
    private final Thread worker;
    private volatile boolean alone;

    PendingAnswer(Reply.Pending pending) {
        this.journal = pending.journal();
        this.worker = Thread.ofVirtual().name("mcp-call").start(() -> run(pending.work()));
    }

    /** Somebody may still wait for what came of work that was interrupted. */
    private void run(Reply.Work work) {
        Step last = last(work);
        Thread.interrupted();
        try {
            if (!alone) {
                steps.offer(last, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Step last(Reply.Work work) {
        try {
            Reply.Message message = work.finish(this::notice);
            boolean streamed = !form.compareAndSet(Form.OPEN, Form.MESSAGE);
            return new Step.Done(message, streamed ? journal.record(message.body()) : Optional.empty());
        } catch (InterruptedException e) {
            return new Step.Over();
        } catch (RuntimeException e) {
            return new Step.Broken(e);
        }
    }

    private void notice(ObjectNode message) throws InterruptedException {
        form.compareAndSet(Form.OPEN, Form.STREAM);
        Step step = new Step.Notice(message, journal.record(message));
        if (!alone) {
            steps.put(step);
        }
    }

    /** Whether the answer may become a stream; if not, it is there. */
    boolean becomesStream() {
        return form.compareAndSet(Form.OPEN, Form.STREAM) || form.get() == Form.STREAM;
    }

    /** The next step, if there is one within {@code patience}. */
    Optional<Step> next(Duration patience) throws InterruptedException {
        @Nullable Step step = steps.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(step);
    }

    /** The answer that is there or will be in no time. */
    Step last() throws InterruptedException {
        return steps.take();
    }

    /** Nobody waits for the answer any more. */
    void giveUp() {
        worker.interrupt();
    }

    /** Nobody reads along any more; the work goes on for the journal. */
    void leaveAlone() {
        alone = true;
        steps.clear();
    }
}
