package org.watchbill.kit.mcp.task;

/** Does the work of tasks; what it needs comes from the description, since another process may do it than took it on. */
@FunctionalInterface
public interface TaskWork {

    /**
     * Runs on a thread of its own, which is interrupted when the task is cancelled. May run more than once, from the
     * start: after a process was killed, and after answers came. What must happen once is guarded by a key from the
     * description and stands inside {@link TaskRun#committing}. An {@link org.watchbill.kit.mcp.wire.RpcException} fails
     * the task with its code and message, any other exception with an internal error.
     */
    TaskStep run(TaskRun run) throws InterruptedException;
}
