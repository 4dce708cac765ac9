package org.watchbill.schedule.shifttype;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The same hours on several weekdays, as one line of a file or request gives them. */
public record DayHours(Set<DayOfWeek> days, ShiftHours hours) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    public DayHours {
        days = Set.copyOf(days);
    }

    /** Throws {@link ShiftHoursFormatException}; an end of 24:00 is midnight. */
    public static DayHours parse(String days, String start, String end) {
        Set<DayOfWeek> parsed = Weekdays.parse(days)
                .orElseThrow(() -> new ShiftHoursFormatException(
                        "'" + days + "' is no set of weekdays; write Mon-Fri, Sat Sun or daily"));
        return new DayHours(parsed, new ShiftHours(time(start), time(end)));
    }

    /** All hours by weekday; throws {@link ShiftHoursFormatException} when a day has hours twice. */
    public static Map<DayOfWeek, ShiftHours> byDay(List<DayHours> lines) {
        Map<DayOfWeek, ShiftHours> hours = new EnumMap<>(DayOfWeek.class);
        for (DayHours line : lines) {
            for (DayOfWeek day : line.days()) {
                if (hours.put(day, line.hours()) != null) {
                    throw new ShiftHoursFormatException("The shift has hours on " + day + " twice");
                }
            }
        }
        return hours;
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeException e) {
            throw new ShiftHoursFormatException("'" + text + "' is no time of day; write 07:00");
        }
    }
}
