package org.watchbill.schedule.shifttype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.schedule.clock.Interval;

class HoursTest {

    @ParameterizedTest
    @CsvSource({
        "Mon-Fri, MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY",
        "sat SUN, SATURDAY SUNDAY",
        "Fri-Mon, FRIDAY SATURDAY SUNDAY MONDAY",
        "Monday/wed;Fri, MONDAY WEDNESDAY FRIDAY",
        "daily, MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY",
        "Tue-Tue, TUESDAY",
    })
    void readsWeekdays(String text, String expected) {
        List<DayOfWeek> days =
                Arrays.stream(expected.split(" ", -1)).map(DayOfWeek::valueOf).toList();
        assertThat(Weekdays.parse(text).orElseThrow()).containsExactlyInAnyOrderElementsOf(days);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mo", "Mon-", "Mon-Tue-Wed", "Mon Mon", "Mon-Wed Tue", "weekend"})
    void refusesOtherTexts(String text) {
        assertThat(Weekdays.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "07:00, 19:00, 2026-11-21, PT12H",
        "19:00, 07:00, 2026-11-21, PT12H",
        "7:00,  07:00, 2026-11-21, PT24H",
        "16:00, 24:00, 2026-11-21, PT8H",
        "19:00, 07:00, 2026-10-31, PT13H",
        "19:00, 07:00, 2026-03-07, PT11H",
    })
    void aShiftLastsWhatTheClocksOfItsNightMakeOfIt(String start, String end, LocalDate date, Duration expected) {
        ShiftHours hours = DayHours.parse("daily", start, end).hours();
        Interval interval =
                hours.on(date, ZoneId.of("America/New_York").getRules()).orElseThrow();
        assertThat(Duration.between(interval.start(), interval.end())).isEqualTo(expected);
    }

    @Test
    void aShiftThatAClockChangeSwallowsIsNoneThatDay() {
        ShiftHours hours = DayHours.parse("daily", "02:00", "03:00").hours();
        ZoneId zone = ZoneId.of("America/New_York");
        assertThat(hours.on(LocalDate.of(2026, 3, 8), zone.getRules())).isEmpty();
        assertThat(hours.on(LocalDate.of(2026, 3, 9), zone.getRules())
                        .orElseThrow()
                        .start())
                .isEqualTo(Instant.parse("2026-03-09T06:00:00Z"));
    }

    @Test
    void refusesOtherTimesAndHoursTwiceADay() {
        assertThatThrownBy(() -> DayHours.parse("daily", "7", "19:00"))
                .hasMessage("'7' is no time of day; write 07:00");
        assertThatThrownBy(() -> DayHours.parse("daily", "25:00", "19:00"))
                .hasMessage("'25:00' is no time of day; write 07:00");
        DayHours week = DayHours.parse("Mon-Fri", "07:00", "19:00");
        DayHours friday = DayHours.parse("Fri", "07:00", "12:00");
        assertThatThrownBy(() -> DayHours.byDay(List.of(week, friday)))
                .hasMessage("The shift has hours on FRIDAY twice");
    }
}
