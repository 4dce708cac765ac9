package org.watchbill.schedule.calendar;

import java.time.LocalDate;
import java.util.List;
import org.watchbill.schedule.clock.Interval;

/**
 * One event of a calendar file that can become assignments.
 *
 * @param line the line on which the event begins
 * @param attendees the e-mail addresses of those invited, in lower case
 * @param date the local date on which it starts
 */
record CalendarEvent(
        int line,
        String uid,
        String title,
        List<String> attendees,
        boolean cancelled,
        LocalDate date,
        Interval interval) {

    CalendarEvent {
        attendees = List.copyOf(attendees);
    }
}
