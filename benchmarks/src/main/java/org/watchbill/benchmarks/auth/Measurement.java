package org.watchbill.benchmarks.auth;

import java.time.Duration;

/** What {@code requests} answered requests took: CPU time of the server's process and time on the wall. */
record Measurement(int requests, Duration cpu, Duration wall) {

    double cpuMillis() {
        return cpu.toNanos() / 1e6 / requests;
    }

    double perSecond() {
        return requests / (wall.toNanos() / 1e9);
    }
}
