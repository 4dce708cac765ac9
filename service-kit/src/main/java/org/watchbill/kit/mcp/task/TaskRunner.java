package org.watchbill.kit.mcp.task;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.mcp.task.TaskRun.Reason;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/**
 * Works on the tasks of a database, beside the runners of other processes. A runner that dies leaves its tasks to the
 * others when its leases end; one that is closed gives them back.
 */
public final class TaskRunner implements AutoCloseable {

    private static final EventLog LOG = EventLog.named("org.watchbill.mcp.task");
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CLEARINGS = Duration.ofMinutes(1);

    private final TaskLeases leases;
    private final TaskWork work;
    private final int mostRunning;
    private final Semaphore news;
    private final Map<TaskRun, Thread> runs = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long cleared = System.nanoTime() - BETWEEN_CLEARINGS.toNanos();
    private boolean failing;

    private TaskRunner(TaskLeases leases, TaskWork work, int mostRunning, Semaphore news) {
        this.leases = leases;
        this.work = work;
        this.mostRunning = mostRunning;
        this.news = news;
        this.thread = Thread.ofVirtual().name(leases.service() + "-tasks").unstarted(this::run);
    }

    static TaskRunner start(TaskLeases leases, TaskWork work, int mostRunning, Semaphore news) {
        TaskRunner runner = new TaskRunner(leases, work, mostRunning, news);
        runner.thread.start();
        return runner;
    }

    /** Gives work under way a little time to end or to let go. */
    @Override
    public void close() {
        closing.countDown();
        news.release();
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        join(thread, end);
        runs.keySet().forEach(run -> run.stop(Reason.STOPPED));
        runs.values().forEach(worker -> join(worker, end));
    }

    private void run() {
        while (!isClosing()) {
            round();
            pause();
        }
    }

    private void round() {
        try {
            runs.keySet().forEach(this::keep);
            boolean more = true;
            while (more && runs.size() < mostRunning && !isClosing()) {
                more = takeNext();
            }
            clear();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("tasks wait, because the database fails", e);
            }
            failing = true;
        }
    }

    /** A run that has just ended is not held any more either, and takes no notice. */
    private void keep(TaskRun run) {
        Optional<StoredTask> held = leases.renew(run.task());
        if (held.isEmpty()) {
            run.stop(Reason.LOST);
        } else if (held.get().turn().cancelRequested()) {
            run.stop(Reason.CANCELLED);
        }
    }

    private boolean takeNext() {
        Optional<StoredTask> next = leases.take();
        next.ifPresent(task -> {
            if (task.state().hasEnded()) {
                LOG.warning("task given up, because no worker survived it", Field.of("work", task.work()));
            } else {
                begin(task);
            }
        });
        return next.isPresent();
    }

    private void begin(StoredTask task) {
        TaskRun run = new TaskRun(task);
        if (task.turn().cancelRequested()) {
            run.stop(Reason.CANCELLED);
        }
        Thread worker = Thread.ofVirtual().name(leases.service() + "-task").unstarted(() -> perform(run));
        runs.put(run, worker);
        worker.start();
    }

    private void perform(TaskRun run) {
        try {
            settle(run);
        } catch (RuntimeException e) {
            LOG.error("the end of a task cannot be stored, so it will be done again", e, work(run));
        } finally {
            runs.remove(run);
            news.release();
        }
    }

    private void settle(TaskRun run) {
        TaskState step;
        try {
            step = run.perform(work);
        } catch (RpcException e) {
            step = TaskStep.failed(e);
        } catch (InterruptedException | RuntimeException e) {
            broken(run, e);
            return;
        }
        leases.step(run.task(), step);
    }

    private void broken(TaskRun run, Exception failure) {
        switch (run.reason().orElse(null)) {
            case CANCELLED -> leases.step(run.task(), new TaskState.Cancelled());
            case STOPPED -> leases.giveBack(run.task());
            case LOST -> {}
            case null -> {
                LOG.error("task failed", failure, work(run));
                leases.step(run.task(), TaskStep.failedInside("The call failed inside the service"));
            }
        }
    }

    private void clear() {
        if (System.nanoTime() - cleared >= BETWEEN_CLEARINGS.toNanos() && !leases.clear()) {
            cleared = System.nanoTime();
        }
    }

    private void pause() {
        try {
            if (news.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private static Field work(TaskRun run) {
        return Field.of("work", run.work());
    }

    private static void join(Thread worker, long end) {
        try {
            worker.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
