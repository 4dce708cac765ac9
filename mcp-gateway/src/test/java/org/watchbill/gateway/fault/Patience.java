package org.watchbill.gateway.fault;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens by itself. */
final class Patience {

    private Patience() {}

    /** How long it took until {@code condition} held; fails when it does not within {@code longest}. */
    static Duration until(String what, Duration longest, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new AssertionError("Not within " + longest.toSeconds() + " s: " + what);
            }
            pause(50);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
