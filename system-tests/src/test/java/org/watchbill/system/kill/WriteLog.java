package org.watchbill.system.kill;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What all writers were told, kept outside the suite. */
final class WriteLog {

    private final Queue<Write> answered = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    void answered(Write write) {
        answered.add(write);
        count.incrementAndGet();
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    int count() {
        return count.get();
    }

    List<Write> answers() {
        return List.copyOf(answered);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }
}
