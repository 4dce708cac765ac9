package org.watchbill.schedule.clock;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Turns wall-clock times into instants as RFC 5545 does: a time that the clocks skip is read with the offset before the
 * gap and so moves later, a time that they show twice is its first occurrence.
 */
public final class WallClock {

    private WallClock() {}

    public static Instant resolve(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition transition = rules.getTransition(local);
        return local.toInstant(transition == null ? rules.getOffset(local) : transition.getOffsetBefore());
    }

    /** What lies between two wall-clock times; empty when a clock change leaves nothing of it. */
    public static Optional<Interval> between(LocalDateTime start, LocalDateTime end, ZoneRules rules) {
        Instant from = resolve(start, rules);
        Instant until = resolve(end, rules);
        return from.isBefore(until) ? Optional.of(new Interval(from, until)) : Optional.empty();
    }
}
