package org.watchbill.schedule.calendar;

import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.WallClock;

/** Reads one VEVENT: when it is, whose it is, whether it still stands. */
final class EventReader {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_UID = 300;
    private static final int MOST_DAYS = 366;

    private final ZoneId home;
    private final ZoneNames zoneNames;

    /** Floating times and whole days are on the clocks of {@code home}. */
    EventReader(ZoneId home, ZoneNames zoneNames) {
        this.home = home;
        this.zoneNames = zoneNames;
    }

    /** Throws {@link EventFormatException}. */
    CalendarEvent read(int line, VEvent event, TimezoneInfo zones) {
        if (event.getUid() == null
                || event.getUid().getValue().isBlank()
                || event.getUid().getValue().length() > LONGEST_UID) {
            throw new EventFormatException("The event has no UID of 1 to 300 characters");
        }
        if (event.getRecurrenceRule() != null
                || event.getRecurrenceId() != null
                || !event.getRecurrenceDates().isEmpty()) {
            throw new EventFormatException("The event repeats; recurrence is not supported yet");
        }
        if (event.getDateStart() == null) {
            throw new EventFormatException("The event has no readable DTSTART");
        }
        Interval interval = interval(event, zones);
        return new CalendarEvent(
                line,
                event.getUid().getValue().strip(),
                title(event),
                attendees(event),
                event.getStatus() != null && event.getStatus().isCancelled(),
                interval.start().atZone(home).toLocalDate(),
                interval);
    }

    private Interval interval(VEvent event, TimezoneInfo zones) {
        boolean wholeDays = !event.getDateStart().getValue().hasTime();
        LocalDateTime start = LocalTimes.of(event.getDateStart().getValue());
        ZoneRules rules = rules(event.getDateStart(), zones);
        Optional<Interval> interval;
        if (event.getDateEnd() != null) {
            if (event.getDateEnd().getValue().hasTime() == wholeDays) {
                throw new EventFormatException("DTSTART and DTEND are not both dates or both times");
            }
            LocalDateTime end = LocalTimes.of(event.getDateEnd().getValue());
            interval = between(start, rules, end, rules(event.getDateEnd(), zones));
        } else if (event.getDuration() != null) {
            interval = lasting(start, rules, event.getDuration().getValue());
        } else if (wholeDays) {
            interval = WallClock.between(start, start.plusDays(1), rules);
        } else {
            throw new EventFormatException("The event has no readable DTEND or DURATION");
        }
        return interval.filter(
                        found -> found.start().plusSeconds(MOST_DAYS * 86_400L).isAfter(found.end()))
                .orElseThrow(
                        () -> new EventFormatException("The event does not end after it starts and within a year"));
    }

    private static Optional<Interval> between(
            LocalDateTime start, ZoneRules startRules, LocalDateTime end, ZoneRules endRules) {
        var from = WallClock.resolve(start, startRules);
        var until = WallClock.resolve(end, endRules);
        return from.isBefore(until) ? Optional.of(new Interval(from, until)) : Optional.empty();
    }

    /** Weeks and days are of the calendar, hours and less are elapsed time (RFC 5545 section 3.3.6). */
    private static Optional<Interval> lasting(LocalDateTime start, ZoneRules rules, Duration duration) {
        long days = 7L * count(duration.getWeeks()) + count(duration.getDays());
        long seconds =
                3_600L * count(duration.getHours()) + 60L * count(duration.getMinutes()) + count(duration.getSeconds());
        if (duration.isPrior() || days > MOST_DAYS || seconds > MOST_DAYS * 86_400L) {
            return Optional.empty();
        }
        var from = WallClock.resolve(start, rules);
        var until = WallClock.resolve(start.plusDays(days), rules).plusSeconds(seconds);
        return from.isBefore(until) ? Optional.of(new Interval(from, until)) : Optional.empty();
    }

    private static int count(@Nullable Integer part) {
        return part == null ? 0 : part;
    }

    /** UTC times need no zone; known names win over the calendar's own definition of them. */
    private ZoneRules rules(DateOrDateTimeProperty property, TimezoneInfo zones) {
        if (!property.getValue().hasTime()) {
            return home.getRules();
        }
        if (property.getValue().getRawComponents().isUtc()) {
            return ZoneOffset.UTC.getRules();
        }
        TimezoneAssignment assigned = zones.getTimezone(property);
        String name = name(property, assigned);
        if (name == null) {
            return home.getRules();
        }
        Optional<ZoneId> known = zoneNames.find(name);
        if (known.isPresent()) {
            return known.get().getRules();
        }
        if (assigned != null && assigned.getComponent() != null) {
            return EmbeddedZone.rules(assigned.getComponent());
        }
        throw new EventFormatException("The time zone '" + name + "' is unknown");
    }

    private static @Nullable String name(DateOrDateTimeProperty property, @Nullable TimezoneAssignment assigned) {
        if (assigned == null) {
            return property.getParameters().getTimezoneId();
        }
        return assigned.getComponent() == null
                ? assigned.getTimeZone().getID()
                : assigned.getComponent().getTimezoneId().getValue();
    }

    private static String title(VEvent event) {
        String summary = event.getSummary() == null
                ? ""
                : Objects.toString(event.getSummary().getValue(), "");
        String clean = summary.replaceAll("\\p{Cntrl}+", " ").strip();
        if (clean.isEmpty()) {
            return "Calendar event";
        }
        return clean.length() <= LONGEST_TITLE ? clean : clean.substring(0, LONGEST_TITLE);
    }

    private static List<String> attendees(VEvent event) {
        return event.getAttendees().stream()
                .map(attendee -> attendee.getEmail() == null ? attendee.getUri() : attendee.getEmail())
                .filter(Objects::nonNull)
                .map(address -> address.toLowerCase(Locale.ROOT).replaceFirst("^mailto:", ""))
                .distinct()
                .toList();
    }
}
