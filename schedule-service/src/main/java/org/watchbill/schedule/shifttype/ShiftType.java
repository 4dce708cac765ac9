package org.watchbill.schedule.shifttype;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is worked, such as Day or Backup, with its hours for each weekday that has it, on the clocks of its zone. */
public record ShiftType(
        Id id, String code, String name, int sortOrder, ZoneId zone, Map<DayOfWeek, ShiftHours> hours, long version) {

    /** The identity of a shift type. */
    public record Id(UUID value) {

        public static Id fresh() {
            return new Id(UUID.randomUUID());
        }
    }

    public ShiftType {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("a shift type has hours on some weekday");
        }
        hours = Map.copyOf(new EnumMap<>(hours));
    }

    /** The form in which codes are compared. */
    public String codeKey() {
        return code.toLowerCase(Locale.ROOT);
    }

    public Optional<ShiftHours> hoursOn(LocalDate date) {
        return Optional.ofNullable(hours.get(date.getDayOfWeek()));
    }

    /** This type with the name and the hours of {@code other}. */
    ShiftType describedBy(ShiftType other) {
        return new ShiftType(id, code, other.name, sortOrder, zone, other.hours, version);
    }

    /** Whether somebody who writes {@code text} in a roster means this shift. */
    public boolean isCalled(String text) {
        return code.equalsIgnoreCase(text) || name.equalsIgnoreCase(text);
    }
}
