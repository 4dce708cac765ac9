package org.watchbill.system.suite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A moment of the real clock by which another process or thread must have acted. */
public final class Deadline {

    private static final long PAUSE = Duration.ofMillis(10).toNanos();

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean hasPassed() {
        return System.nanoTime() - end >= 0;
    }

    /** Waits until {@code condition} holds; answers false when the deadline passes first. */
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (hasPassed()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }

    /** Waits like {@link #await} and fails when the deadline passes. */
    public void require(String what, BooleanSupplier condition) {
        if (!await(condition)) {
            throw new AssertionError("Too late: " + what);
        }
    }
}
