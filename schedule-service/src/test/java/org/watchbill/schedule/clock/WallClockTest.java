package org.watchbill.schedule.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {

    @ParameterizedTest
    @CsvSource({
        "America/New_York,    2026-11-21T07:00, 2026-11-21T12:00:00Z",
        "America/New_York,    2026-03-08T02:30, 2026-03-08T07:30:00Z",
        "America/New_York,    2026-11-01T01:30, 2026-11-01T05:30:00Z",
        "Europe/Berlin,       2026-03-29T02:30, 2026-03-29T01:30:00Z",
        "Europe/Berlin,       2026-10-25T02:30, 2026-10-25T00:30:00Z",
        "Australia/Lord_Howe, 2026-04-05T01:45, 2026-04-04T14:45:00Z",
        "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-03T15:45:00Z",
        "Antarctica/Troll,    2026-03-29T02:00, 2026-03-29T02:00:00Z",
        "Antarctica/Troll,    2026-10-25T02:00, 2026-10-25T00:00:00Z",
        "Africa/Cairo,        2026-04-24T00:30, 2026-04-23T22:30:00Z",
        "America/Havana,      2026-03-08T00:30, 2026-03-08T05:30:00Z",
        "America/Santiago,    2026-09-06T00:30, 2026-09-06T04:30:00Z",
        "Asia/Beirut,         2026-03-29T00:00, 2026-03-28T22:00:00Z",
        "Asia/Kolkata,        2026-03-29T02:30, 2026-03-28T21:00:00Z",
        "Pacific/Apia,        2011-12-30T08:00, 2011-12-30T18:00:00Z",
    })
    void aSkippedTimeMovesLaterAndARepeatedOneIsTheFirst(String zone, LocalDateTime local, Instant expected) {
        assertThat(WallClock.resolve(local, ZoneId.of(zone).getRules())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Europe/Berlin",
                "Australia/Lord_Howe",
                "Antarctica/Troll",
                "Africa/Cairo",
                "America/Havana",
                "America/Santiago",
                "Asia/Beirut",
                "Asia/Kolkata",
                "Pacific/Apia"
            })
    void agreesWithAScanOfAllMinutesAroundEveryChange(String zone) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        Instant at = Instant.parse("2011-01-01T00:00:00Z");
        int checked = 0;
        for (ZoneOffsetTransition change = rules.nextTransition(at);
                change != null && change.getInstant().isBefore(Instant.parse("2028-01-01T00:00:00Z"));
                change = rules.nextTransition(change.getInstant())) {
            for (int minutes = -200; minutes <= 200; minutes += 25) {
                LocalDateTime local = change.getDateTimeBefore().plusMinutes(minutes);
                assertThat(WallClock.resolve(local, rules))
                        .as("%s %s", zone, local)
                        .isEqualTo(scanned(local, rules));
                checked++;
            }
        }
        assertThat(checked > 0).isEqualTo(!zone.equals("Asia/Kolkata"));
    }

    @ParameterizedTest
    @CsvSource({
        "02:00, 03:00",
        "02:30, 03:00",
        "01:59, 01:59",
    })
    void aWindowOfWhichAClockChangeLeavesNothingIsNone(String start, String end) {
        LocalDate day = LocalDate.of(2026, 3, 8);
        assertThat(WallClock.between(
                        LocalDateTime.parse(day + "T" + start),
                        LocalDateTime.parse(day + "T" + end),
                        ZoneId.of("America/New_York").getRules()))
                .isEmpty();
    }

    @Test
    void consecutiveWindowsMeetAcrossAClockChange() {
        ZoneRules rules = ZoneId.of("America/New_York").getRules();
        LocalDateTime evening = LocalDateTime.parse("2026-10-31T19:00");
        Interval night =
                WallClock.between(evening, evening.plusHours(12), rules).orElseThrow();
        Interval day = WallClock.between(evening.plusHours(12), evening.plusHours(24), rules)
                .orElseThrow();
        assertThat(night.end()).isEqualTo(day.start()).isEqualTo(Instant.parse("2026-11-01T12:00:00Z"));
        assertThat(night.start()).isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
    }

    @Test
    void momentsCarryTheLocalTimeWithItsOffset() {
        Moment moment = Moment.of(Instant.parse("2026-11-21T12:00:00.123Z"), ZoneId.of("America/New_York"));
        assertThat(moment.local()).isEqualTo("2026-11-21T07:00-05:00");
        assertThat(moment.zone()).isEqualTo("America/New_York");
    }

    @Test
    void intervalsAreToldToPeopleInLocalTime() {
        Interval night = new Interval(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(night.inWords(ZoneId.of("America/New_York")))
                .isEqualTo("Sat 2026-11-21 19:00 to Sun 2026-11-22 07:00 (America/New_York)");
        assertThat(night.inWords(ZoneOffset.UTC)).isEqualTo("Sun 2026-11-22 00:00 to 12:00 (Z)");
    }

    /** Looks at the wall clock minute by minute: the first minute that shows {@code local}, else the gap's own shift. */
    private static Instant scanned(LocalDateTime local, ZoneRules rules) {
        Instant minute = local.minusHours(27).toInstant(ZoneOffset.UTC);
        LocalDateTime shown = shown(minute, rules);
        while (shown.isBefore(local)) {
            Instant next = minute.plusSeconds(60);
            LocalDateTime after = shown(next, rules);
            if (after.isAfter(local)) {
                return next.plusSeconds(
                        Duration.between(shown.plusMinutes(1), local).toSeconds());
            }
            minute = next;
            shown = after;
        }
        return minute;
    }

    private static LocalDateTime shown(Instant instant, ZoneRules rules) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
