package org.watchbill.schedule.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Time zones by the names that calendars use: IANA ids, bare or behind a vendor's prefix, and Windows names. */
final class ZoneNames {

    private static final String WINDOWS_ZONES = "/schedule-service/windows-zones.txt";

    private final Map<String, String> byKey;

    private ZoneNames(Map<String, String> byKey) {
        this.byKey = byKey;
    }

    /** Reads the table of Windows names from the class path. */
    static ZoneNames load() {
        Map<String, String> byKey = new HashMap<>();
        try (InputStream table = ZoneNames.class.getResourceAsStream(WINDOWS_ZONES)) {
            if (table == null) {
                throw new IllegalStateException(WINDOWS_ZONES + " is not on the class path");
            }
            new InputStreamReader(table, StandardCharsets.UTF_8)
                    .readAllLines().stream()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("=", 2))
                            .forEach(entry -> byKey.put(key(entry[0]), entry[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ZoneId.getAvailableZoneIds().forEach(id -> byKey.put(key(id), id));
        return new ZoneNames(byKey);
    }

    /** Tries the whole name first, then what follows each slash, as in {@code /vendor/Europe/Berlin}. */
    Optional<ZoneId> find(String name) {
        String rest = name.strip();
        while (true) {
            String id = byKey.get(key(rest));
            if (id != null) {
                return Optional.of(ZoneId.of(id));
            }
            int slash = rest.indexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            rest = rest.substring(slash + 1);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
