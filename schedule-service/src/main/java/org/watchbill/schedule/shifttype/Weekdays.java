package org.watchbill.schedule.shifttype;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads sets of weekdays as people write them: {@code Mon-Fri}, {@code Sat Sun}, {@code Fri-Mon}, {@code daily}. */
public final class Weekdays {

    private Weekdays() {}

    /** Empty when {@code text} names no set of weekdays, or one of them twice. */
    public static Optional<Set<DayOfWeek>> parse(String text) {
        if (text.strip().equalsIgnoreCase("daily")) {
            return Optional.of(EnumSet.allOf(DayOfWeek.class));
        }
        List<DayOfWeek> days = new ArrayList<>();
        for (String part : text.strip().split("[\\s;/+]+", -1)) {
            List<DayOfWeek> range = range(part);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            days.addAll(range);
        }
        Set<DayOfWeek> distinct = EnumSet.copyOf(days);
        return distinct.size() == days.size() ? Optional.of(distinct) : Optional.empty();
    }

    private static List<DayOfWeek> range(String part) {
        String[] ends = part.split("-", -1);
        List<DayOfWeek> days = new ArrayList<>();
        Optional<DayOfWeek> first = day(ends[0]);
        Optional<DayOfWeek> last = day(ends[ends.length - 1]);
        if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
            return days;
        }
        DayOfWeek day = first.get();
        while (day != last.get()) {
            days.add(day);
            day = day.plus(1);
        }
        days.add(day);
        return days;
    }

    private static Optional<DayOfWeek> day(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name.equals(day.name()) || name.equals(day.name().substring(0, 3))) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }
}
