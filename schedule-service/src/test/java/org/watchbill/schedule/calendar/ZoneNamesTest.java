package org.watchbill.schedule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneNamesTest {

    private final ZoneNames names = ZoneNames.load();

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "europe/berlin, Europe/Berlin",
        "W. Europe Standard Time, Europe/Berlin",
        "Eastern Standard Time, America/New_York",
        "US Mountain Standard Time, America/Phoenix",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Prague, Europe/Prague",
        "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires, America/Argentina/Buenos_Aires",
        "UTC, UTC",
        "Volgograd Standard Time, Europe/Volgograd",
    })
    void findsZonesByTheNamesThatCalendarsUse(String name, String expected) {
        assertThat(names.find(name).orElseThrow().getId()).isEqualTo(expected);
    }

    @Test
    void everyWindowsNameLeadsToAZoneOfThisJvm() throws IOException {
        try (InputStream table = ZoneNames.class.getResourceAsStream("/schedule-service/windows-zones.txt")) {
            assertThat(table).isNotNull();
            List<String> lines = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(lines).hasSize(139);
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(names.find(line.split("=", -1)[0])).isPresent());
        }
    }

    @Test
    void knowsNoOtherNames() {
        assertThat(names.find("Nowhere/Land")).isEmpty();
        assertThat(names.find("")).isEmpty();
    }
}
