package org.watchbill.schedule.calendar;

import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/** Local times as a calendar writes them, before any zone is applied. */
final class LocalTimes {

    private LocalTimes() {}

    /** Throws {@link EventFormatException} for a date that does not exist. */
    static LocalDateTime of(ICalDate date) {
        DateTimeComponents raw = date.getRawComponents();
        try {
            // A leap second, written as 60, is the last second of its minute.
            return LocalDateTime.of(
                    raw.getYear(),
                    raw.getMonth(),
                    raw.getDate(),
                    raw.getHour(),
                    raw.getMinute(),
                    Math.min(raw.getSecond(), 59));
        } catch (DateTimeException e) {
            throw new EventFormatException("The date '" + raw + "' does not exist");
        }
    }
}
