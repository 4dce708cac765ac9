package org.watchbill.schedule.calendar;

import static java.util.Comparator.comparing;

import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.property.RecurrenceDates;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/** The rules of a time zone that a calendar defines itself, in a VTIMEZONE (RFC 5545 section 3.6.5). */
final class EmbeddedZone {

    private static final int MOST_CHANGES = 2_000;
    private static final int LAST_YEAR = 2200;

    /** A change of the clocks. */
    private record Onset(LocalDateTime local, ZoneOffset before, ZoneOffset after) {

        Instant instant() {
            return local.toInstant(before);
        }
    }

    private EmbeddedZone() {}

    /** Throws {@link EventFormatException}. */
    static ZoneRules rules(VTimezone zone) {
        List<Onset> onsets = new ArrayList<>();
        zone.getStandardTimes().forEach(observance -> addOnsets(observance, onsets));
        zone.getDaylightSavingsTime().forEach(observance -> addOnsets(observance, onsets));
        if (onsets.isEmpty()) {
            throw new EventFormatException("The calendar's own time zone has no rules");
        }
        onsets.sort(comparing(Onset::instant));
        return rules(onsets);
    }

    private static ZoneRules rules(List<Onset> onsets) {
        ZoneOffset first = onsets.getFirst().before();
        ZoneOffset current = first;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        Instant last = Instant.MIN;
        for (Onset onset : onsets) {
            if (!onset.after().equals(current) && onset.instant().isAfter(last)) {
                LocalDateTime local = LocalDateTime.ofInstant(onset.instant(), current);
                transitions.add(ZoneOffsetTransition.of(local, current, onset.after()));
                current = onset.after();
                last = onset.instant();
            }
        }
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    private static void addOnsets(Observance observance, List<Onset> onsets) {
        if (observance.getDateStart() == null
                || observance.getTimezoneOffsetFrom() == null
                || observance.getTimezoneOffsetTo() == null) {
            throw new EventFormatException("The calendar's own time zone is incomplete");
        }
        ZoneOffset before = offset(observance.getTimezoneOffsetFrom().getValue().getMillis());
        ZoneOffset after = offset(observance.getTimezoneOffsetTo().getValue().getMillis());
        LocalDateTime start = LocalTimes.of(observance.getDateStart().getValue());
        onsets.add(new Onset(start, before, after));
        for (RecurrenceDates dates : observance.getRecurrenceDates()) {
            for (ICalDate date : dates.getDates()) {
                onsets.add(new Onset(LocalTimes.of(date), before, after));
            }
        }
        if (observance.getRecurrenceRule() != null) {
            addRecurring(observance, new Onset(start, before, after), onsets);
        }
    }

    /** On a clock that stays at the offset before the change, the rule's local times are exact. */
    private static void addRecurring(Observance observance, Onset first, List<Onset> onsets) {
        TimeZone clock = new SimpleTimeZone(first.before().getTotalSeconds() * 1_000, "before");
        ICalDate start = new ICalDate(
                new DateTimeComponents(
                        first.local().getYear(),
                        first.local().getMonthValue(),
                        first.local().getDayOfMonth(),
                        first.local().getHour(),
                        first.local().getMinute(),
                        first.local().getSecond(),
                        false),
                true);
        start.setTime(first.instant().toEpochMilli());
        DateIterator dates = observance.getRecurrenceRule().getDateIterator(start, clock);
        for (int i = 0; i < MOST_CHANGES && dates.hasNext(); i++) {
            LocalDateTime local = LocalDateTime.ofInstant(dates.next().toInstant(), first.before());
            if (local.getYear() > LAST_YEAR) {
                return;
            }
            onsets.add(new Onset(local, first.before(), first.after()));
        }
    }

    private static ZoneOffset offset(long millis) {
        try {
            return ZoneOffset.ofTotalSeconds(Math.toIntExact(millis / 1_000));
        } catch (DateTimeException | ArithmeticException e) {
            throw new EventFormatException("The calendar's own time zone has an impossible offset");
        }
    }
}
