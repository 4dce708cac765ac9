package org.watchbill.schedule.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.schedule.bulk.LineProblem;

class CalendarFileTest {

    private static final String CLINIC_TIME = """
            BEGIN:VTIMEZONE
            TZID:Clinic Time
            BEGIN:STANDARD
            DTSTART:19701101T020000
            RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19700308T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VTIMEZONE
            TZID:Eastern Standard Time
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0300
            TZOFFSETTO:+0300
            END:STANDARD
            END:VTIMEZONE
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20261121T120000Z|DTEND:20261121T130000Z|2026-11-21T12:00:00Z|2026-11-21T13:00:00Z",
                "DTSTART;TZID=Europe/Berlin:20261121T120000|DTEND;TZID=Europe/Berlin:20261121T130000"
                        + "|2026-11-21T11:00:00Z|2026-11-21T12:00:00Z",
                "DTSTART;TZID=W. Europe Standard Time:20261025T023000|DURATION:PT1H"
                        + "|2026-10-25T00:30:00Z|2026-10-25T01:30:00Z",
                "DTSTART;TZID=Clinic Time:20261101T013000|DTEND;TZID=Clinic Time:20261101T090000"
                        + "|2026-11-01T05:30:00Z|2026-11-01T14:00:00Z",
                "DTSTART;TZID=Clinic Time:20270701T080000|DURATION:PT30M|2027-07-01T12:00:00Z|2027-07-01T12:30:00Z",
                "DTSTART;TZID=Eastern Standard Time:20261121T070000|DURATION:PT1H"
                        + "|2026-11-21T12:00:00Z|2026-11-21T13:00:00Z",
                "DTSTART:20261121T070000|DTEND:20261121T080000|2026-11-21T12:00:00Z|2026-11-21T13:00:00Z",
                "DTSTART;VALUE=DATE:20261121|DTEND;VALUE=DATE:20261123|2026-11-21T05:00:00Z|2026-11-23T05:00:00Z",
                "DTSTART;VALUE=DATE:20261101|X-NOTHING:1|2026-11-01T04:00:00Z|2026-11-02T05:00:00Z",
                "DTSTART;TZID=America/New_York:20261031T190000|DURATION:P1DT1H"
                        + "|2026-10-31T23:00:00Z|2026-11-02T01:00:00Z",
            })
    void findsTheInstantsOfEvents(String start, String end, String expectedStart, String expectedEnd) {
        CalendarFile file = read(CLINIC_TIME + event("1", start, end));
        assertThat(file.problems()).isEmpty();
        CalendarEvent event = file.events().getFirst();
        assertThat(event.interval().start()).hasToString(expectedStart);
        assertThat(event.interval().end()).hasToString(expectedEnd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20261121T120000Z~DTEND:20261121T130000Z~RRULE:FREQ=DAILY"
                        + "|The event repeats; recurrence is not supported yet",
                "DTSTART:20261121T120000Z~DTEND:20261121T130000Z~RDATE:20261122T120000Z"
                        + "|The event repeats; recurrence is not supported yet",
                "DTSTART:20261121T120000Z~DTEND:20261121T130000Z~RECURRENCE-ID:20261121T120000Z"
                        + "|The event repeats; recurrence is not supported yet",
                "DTSTART:rubbish~DTEND:20261121T130000Z|The event has no readable DTSTART",
                "DTSTART:20260231T120000Z~DTEND:20261121T130000Z|The date '20260231T120000Z' does not exist",
                "DTSTART:20261121T120000Z|The event has no readable DTEND or DURATION",
                "DTSTART:20261121T120000Z~DTEND:20261121T120000Z"
                        + "|The event does not end after it starts and within a year",
                "DTSTART:20261121T120000Z~DURATION:-PT1H|The event does not end after it starts and within a year",
                "DTSTART:20261121T120000Z~DURATION:P400D|The event does not end after it starts and within a year",
                "DTSTART;VALUE=DATE:20261121~DTEND:20261122T120000Z|DTSTART and DTEND are not both dates or both times",
                "DTSTART;TZID=Nowhere/Land:20261121T120000~DURATION:PT1H|The time zone 'Nowhere/Land' is unknown",
            })
    void refusesEventsThatCannotBeAssignments(String lines, String message) {
        CalendarFile file = read(event("1", lines.split("~", -1)));
        assertThat(file.events()).isEmpty();
        assertThat(file.problems()).containsExactly(new LineProblem(4, message));
    }

    @Test
    void readsAttendeesTitleAndCancellation() {
        CalendarFile file = read(event(
                "1",
                "DTSTART:20261121T120000Z",
                "DTEND:20261121T130000Z",
                "SUMMARY:On call\\, cardiology",
                "STATUS:CANCELLED",
                "ATTENDEE;CN=Ana:mailto:Ana@harbor.example",
                "ATTENDEE:MAILTO:ben@harbor.example"));
        CalendarEvent event = file.events().getFirst();
        assertThat(event.title()).isEqualTo("On call, cardiology");
        assertThat(event.cancelled()).isTrue();
        assertThat(event.attendees()).containsExactly("ana@harbor.example", "ben@harbor.example");
    }

    @Test
    void namesTheLineOfEveryBadEvent() {
        CalendarFile file = read(event("1", "DTSTART:20261121T120000Z", "DURATION:PT1H")
                + event("1", "DTSTART:20261122T120000Z", "DURATION:PT1H")
                + "BEGIN:VEVENT\nDTSTART:20261121T120000Z\nDURATION:PT1H\nEND:VEVENT\n");
        assertThat(file.problems())
                .containsExactly(
                        new LineProblem(9, "The event in line 4 has the same UID"),
                        new LineProblem(14, "The event has no UID of 1 to 300 characters"));
    }

    @Test
    void refusesWhatIsNoWholeCalendar() {
        for (String text : List.of("", "hello", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "END:VCALENDAR")) {
            assertThatThrownBy(() -> CalendarFile.read(text.getBytes(UTF_8), reader()))
                    .isInstanceOf(CalendarFormatException.class);
        }
        assertThatThrownBy(() -> read("BEGIN:VEVENT\n".repeat(5_001)))
                .hasMessage("The file has more than 5000 events; import it in parts");
    }

    private static CalendarFile read(String components) {
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n" + components + "END:VCALENDAR\n";
        return CalendarFile.read(text.getBytes(UTF_8), reader());
    }

    private static EventReader reader() {
        return new EventReader(ZoneId.of("America/New_York"), ZoneNames.load());
    }

    private static String event(String uid, String... lines) {
        return "BEGIN:VEVENT\nUID:" + uid + "\n" + String.join("\n", lines) + "\nEND:VEVENT\n";
    }
}
