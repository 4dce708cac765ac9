package org.watchbill.auth.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as people read it: on the clock of their organisation, whose zone it names, because pages without scripts know
 * no other.
 *
 * @param instant in ISO 8601, for programs
 */
public record WallTime(String instant, String words) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

    /** Such as {@code 20 November 2026}. */
    public static WallTime day(Instant instant, ZoneId zone) {
        return new WallTime(instant.toString(), DAY.format(instant.atZone(zone)));
    }

    /** Such as {@code 20 November 2026, 04:00 EST}. */
    public static WallTime minute(Instant instant, ZoneId zone) {
        return new WallTime(instant.toString(), MINUTE.format(instant.atZone(zone)));
    }
}
