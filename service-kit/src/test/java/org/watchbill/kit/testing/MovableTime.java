package org.watchbill.kit.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class MovableTime implements InstantSource {

    private volatile Instant now;

    public MovableTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant next) {
        now = next;
    }

    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }
}
