package org.watchbill.schedule.clock;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A half-open stretch of time: {@code start} belongs to it, {@code end} does not. */
public record Interval(Instant start, Instant end) {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("an interval ends after it starts");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    public boolean overlaps(Interval other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /** The interval on the clocks of {@code zone}, for people. */
    public String inWords(ZoneId zone) {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime until = end.atZone(zone);
        boolean sameDay = from.toLocalDate().equals(until.toLocalDate());
        return "%s to %s (%s)"
                .formatted(DAY_AND_TIME.format(from), (sameDay ? TIME : DAY_AND_TIME).format(until), zone.getId());
    }
}
