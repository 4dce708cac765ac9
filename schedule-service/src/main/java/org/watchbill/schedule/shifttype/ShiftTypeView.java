package org.watchbill.schedule.shifttype;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A shift type as REST shows it; an end that is not after the start is on the next day. */
public record ShiftTypeView(UUID id, String code, String name, String zone, List<Hours> hours, long version) {

    /** The hours of one weekday. */
    public record Hours(String weekday, String start, String end) {}

    public ShiftTypeView {
        hours = List.copyOf(hours);
    }

    public static ShiftTypeView of(ShiftType type) {
        List<Hours> hours = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            ShiftHours onDay = type.hours().get(day);
            if (onDay != null) {
                hours.add(new Hours(
                        day.name().toLowerCase(Locale.ROOT),
                        onDay.start().toString(),
                        onDay.end().toString()));
            }
        }
        return new ShiftTypeView(
                type.id().value(), type.code(), type.name(), type.zone().getId(), hours, type.version());
    }
}
