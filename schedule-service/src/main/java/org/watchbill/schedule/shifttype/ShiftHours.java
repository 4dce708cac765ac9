package org.watchbill.schedule.shifttype;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.WallClock;

/** From when to when a shift runs on the wall clock; an end that is not after the start is on the next day. */
public record ShiftHours(LocalTime start, LocalTime end) {

    public ShiftHours {
        if (start.getSecond() + start.getNano() + end.getSecond() + end.getNano() > 0) {
            throw new IllegalArgumentException("shift hours are whole minutes");
        }
    }

    /** 1 when the shift ends on the day after it starts, so that equal times are 24 hours. */
    public int daySpan() {
        return end.isAfter(start) ? 0 : 1;
    }

    /** The shift that starts on {@code date}; empty when a clock change leaves nothing of it. */
    public Optional<Interval> on(LocalDate date, ZoneRules rules) {
        return WallClock.between(date.atTime(start), date.plusDays(daySpan()).atTime(end), rules);
    }
}
