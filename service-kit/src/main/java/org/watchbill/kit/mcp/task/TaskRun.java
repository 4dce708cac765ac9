package org.watchbill.kit.mcp.task;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One run of a task's work, and how it is told to stop: by an interrupt, but not while it commits. */
public final class TaskRun {

    /** Why a run is told to stop. */
    enum Reason {
        /** The owner does not want the task any more. */
        CANCELLED,
        /** The process ends, and another will do the work. */
        STOPPED,
        /** The task is somebody else's by now, or expired. */
        LOST
    }

    private final StoredTask task;
    private @Nullable Thread thread;
    private @Nullable Reason reason;
    private boolean interruptible = true;

    TaskRun(StoredTask task) {
        this.task = task;
    }

    /** The name under which the work was handed in. */
    public String work() {
        return task.work();
    }

    /** What was handed in. */
    public ObjectNode description() {
        return task.description();
    }

    /** The responses so far, by key; what is in them was not checked against what was asked. */
    public ObjectNode answers() {
        return task.answers();
    }

    /** Whether the run was told to stop, so that a failure may be no more than that. */
    public boolean isStopped() {
        return reason().isPresent();
    }

    /**
     * Does what must not be torn in two, such as a write: from here on the run is not interrupted any more. Throws
     * {@link CancellationException}, which the work lets pass, when the run was told to stop before.
     */
    public <T> T committing(Supplier<T> last) {
        synchronized (this) {
            if (reason != null) {
                throw new CancellationException("The task is not to be done any more");
            }
            interruptible = false;
        }
        return last.get();
    }

    StoredTask task() {
        return task;
    }

    synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    synchronized void stop(Reason why) {
        if (reason == null) {
            reason = why;
            interrupt();
        }
    }

    TaskStep perform(TaskWork work) throws InterruptedException {
        begin();
        try {
            return work.run(this);
        } finally {
            end();
        }
    }

    /** A task that is unwanted already is looked at all the same: what it must do once may have been done. */
    private synchronized void begin() {
        thread = Thread.currentThread();
        if (reason != null) {
            interrupt();
        }
    }

    private synchronized void end() {
        interruptible = false;
        Thread.interrupted();
    }

    private synchronized void interrupt() {
        if (interruptible && thread != null) {
            thread.interrupt();
        }
    }
}
