package org.watchbill.auth.sweep;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/**
 * Runs each task again and again, one at a time. Every replica does, so a task must bear that another has done its work or
 * is doing it. A task that fails is tried again when it is due again.
 */
public final class Sweep implements AutoCloseable {

    /**
     * Work that repeats.
     *
     * @param name for the log
     * @param pause between two runs; the first one comes after one pause too
     */
    public record Task(String name, Duration pause, Runnable work) {}

    private static final EventLog LOG = EventLog.named("org.watchbill.sweep");
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final List<Task> tasks;
    private final Map<Task, Long> lastRuns = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Sweep(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
        this.thread = Thread.ofVirtual().name("auth-service-sweep").unstarted(this::run);
    }

    public static Sweep start(List<Task> tasks) {
        Sweep sweep = new Sweep(tasks);
        sweep.thread.start();
        return sweep;
    }

    /** Waits a little for the task under way. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long start = System.nanoTime();
        tasks.forEach(task -> lastRuns.put(task, start));
        while (!hasStopped()) {
            tasks.stream().filter(this::isDue).forEach(this::run);
        }
    }

    private boolean hasStopped() {
        try {
            return stopped.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private boolean isDue(Task task) {
        return stopped.getCount() > 0
                && System.nanoTime() - lastRuns.getOrDefault(task, 0L)
                        >= task.pause().toNanos();
    }

    private void run(Task task) {
        try {
            task.work().run();
        } catch (RuntimeException e) {
            LOG.error("background task failed", e, Field.of("task", task.name()));
        }
        lastRuns.put(task, System.nanoTime());
    }
}
