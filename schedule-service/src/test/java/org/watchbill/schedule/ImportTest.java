package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;
import static org.watchbill.schedule.RunningSchedule.BEN;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

class ImportTest {

    private static final String ROSTER = "/api/v1/imports/roster";
    private static final String CALENDAR = "/api/v1/imports/calendar";

    @ParameterizedTest
    @EnumSource
    void importingTheSameFilesAgainChangesNothing(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            List<String> state = clinic.service().state();
            assertThat(counts(clinic.service().post(ADMIN, "/api/v1/imports/members", Clinic.MEMBERS)))
                    .isEqualTo("0 created, 0 updated, 4 unchanged");
            assertThat(counts(clinic.service().post(ADMIN, "/api/v1/imports/shift-types", Clinic.SHIFT_TYPES)))
                    .isEqualTo("0 created, 0 updated, 2 unchanged");
            assertThat(counts(clinic.service().post(ADMIN, ROSTER, Clinic.ROSTER)))
                    .isEqualTo("0 created, 0 updated, 6 unchanged");
            assertThat(clinic.service().state()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShiftThatChangedHandsStaysWhereItIs(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String request = clinic.anaAsksBen().path("id").stringValue();
            clinic.call(ADMIN, "approve_request", Map.of("request_id", request));
            List<String> state = clinic.service().state();
            assertThat(counts(clinic.service().post(ADMIN, ROSTER, Clinic.ROSTER)))
                    .isEqualTo("0 created, 0 updated, 6 unchanged");
            assertThat(clinic.service().state()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneBadLineKeepsTheWholeRosterOutAndEveryBadLineIsNamed(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            List<String> state = clinic.service().state();
            HttpCalls.Answer answer = clinic.service().post(ADMIN, ROSTER, """
                            date,shift,member,position
                            2026-12-01,D,Ana Ruiz,
                            2026-12-01,X,Ana Ruiz,
                            2026-12-01,D,Nobody,
                            2026-12-01,D,zoe@harbor.example,
                            2026-12-32,D,Ana Ruiz,
                            2026-12-01,D,ANA RUIZ,
                            2026-12-02,D,Ana Ruiz,0
                            2026-11-21,N,Ana Ruiz,1
                            2026-11-21,D,ana@harbor.example,2
                            2026-11-24,N,Ben Okafor,1
                            2026-12-03,,Ana Ruiz,
                            """);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("content-type")).hasValue("application/problem+json");
            assertThat(answer.json().path("code").stringValue()).isEqualTo("invalid_argument");
            assertThat(errors(answer))
                    .containsExactly(
                            "3 No shift is called 'X'",
                            "4 No member is called 'Nobody'",
                            "5 No member has the e-mail address 'zoe@harbor.example'",
                            "6 '2026-12-32' is no date; write 2026-11-21",
                            "7 Line 2 has the same date, shift and member",
                            "8 '0' is no position; write a number from 1 to 99",
                            "9 Position 1 of this shift is taken by Cleo Hart in the schedule",
                            "10 This shift is in the schedule already, at position 1",
                            "11 Position 1 of this shift is taken by Ana Ruiz in the schedule",
                            "12 The shift is missing");
            assertThat(clinic.service().state()).isEqualTo(state);
            assertThat(clinic.service()
                            .rows("SELECT event FROM outbox ORDER BY sequence_number")
                            .getLast())
                    .contains("\"import_roster\"", "\"invalid\"", "\"invalid_argument\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWorksTwiceAtOnce(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            clinic.service()
                    .post(
                            ADMIN,
                            "/api/v1/imports/shift-types",
                            "code,name,days,start,end\nB,Backup,daily,12:00,12:00\n");
            HttpCalls.Answer answer = clinic.service().post(ADMIN, ROSTER, """
                            date,shift,member
                            2026-11-23,B,Ana Ruiz
                            2026-12-01,D,Ana Ruiz
                            2026-12-01,B,Ana Ruiz
                            2026-12-02,B,Ana Ruiz
                            2026-12-03,B,Ana Ruiz
                            """);
            assertThat(errors(answer))
                    .containsExactly(
                            "2 Ana Ruiz already works Day, Mon 2026-11-23 07:00 to 19:00 (America/New_York), in the schedule",
                            "4 Ana Ruiz already works Day, Tue 2026-12-01 07:00 to 19:00 (America/New_York), line 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownNamesBecomeMembersOnlyWhenThatIsAsked(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String roster =
                    "date,shift,member\n2026-12-01,D,Zoe Zimmer\n2026-12-02,D,zoe zimmer\n2026-12-01,D,Ana Ruiz\n";
            assertThat(clinic.service().post(ADMIN, ROSTER, roster).status()).isEqualTo(400);
            HttpCalls.Answer answer = clinic.service().post(ADMIN, ROSTER + "?create_members=true", roster);
            assertThat(counts(answer)).isEqualTo("3 created, 0 updated, 0 unchanged");
            assertThat(answer.json().path("members_created").intValue()).isEqualTo(1);
            assertThat(clinic.service()
                            .rows("SELECT m.name, a.position FROM assignment a JOIN member m ON m.id = a.member_id"
                                    + " WHERE a.shift_date = '2026-12-01' ORDER BY a.position"))
                    .containsExactly("Zoe Zimmer|1", "Ana Ruiz|2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ambiguousNamesAreRefused(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            clinic.service()
                    .post(ADMIN, "/api/v1/members", "{\"name\":\"Ana Ruiz\",\"email\":\"ruiz2@harbor.example\"}");
            HttpCalls.Answer answer =
                    clinic.service().post(ADMIN, ROSTER, "date,shift,member\n2026-12-01,D,Ana Ruiz\n");
            assertThat(errors(answer))
                    .containsExactly("2 Several members are called 'Ana Ruiz'; write the e-mail address");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCalendarBecomesAssignmentsAndFollowsItsEvents(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String path = CALENDAR + "?member=BEN@harbor.example";
            String first =
                    calendar(event("1", "20261201T120000Z", "CONFIRMED") + event("2", "20261203T120000Z", "CONFIRMED"));
            assertThat(counts(clinic.service().post(ADMIN, path, first)))
                    .isEqualTo("2 created, 0 updated, 0 unchanged");
            assertThat(counts(clinic.service().post(ADMIN, path, first)))
                    .isEqualTo("0 created, 0 updated, 2 unchanged");
            String moved =
                    calendar(event("1", "20261201T130000Z", "CONFIRMED") + event("2", "20261203T120000Z", "CANCELLED"));
            HttpCalls.Answer answer = clinic.service().post(ADMIN, path, moved);
            assertThat(counts(answer)).isEqualTo("0 created, 1 updated, 0 unchanged");
            assertThat(answer.json().path("released").intValue()).isEqualTo(1);
            assertThat(clinic.service()
                            .rows("SELECT title, status, version, position FROM assignment WHERE source = 'calendar'"
                                    + " ORDER BY starts_at"))
                    .containsExactly("Duty|published|2|1", "Duty|released|2|1");
            assertThat(clinic.call(BEN, "get_current_schedule", Map.of("at", "2026-12-01T13:30:00Z"))
                            .value()
                            .at("/on_call/0/shift")
                            .stringValue())
                    .isEqualTo("Duty");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsWithoutOwnerBelongToTheMembersTheyInvite(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String invited = event(
                    "1",
                    "20261201T120000Z",
                    "CONFIRMED\nATTENDEE:mailto:ana@harbor.example\nATTENDEE:mailto:ben@harbor.example");
            assertThat(counts(clinic.service().post(ADMIN, CALENDAR, calendar(invited))))
                    .isEqualTo("2 created, 0 updated, 0 unchanged");
            List<String> state = clinic.service().state();
            String stranger = event("2", "20261205T120000Z", "CONFIRMED\nATTENDEE:mailto:zoe@harbor.example");
            String clash = event("3", "20261123T150000Z", "CONFIRMED\nATTENDEE:mailto:ana@harbor.example");
            String repeated = event("4", "20261207T120000Z", "CONFIRMED\nRRULE:FREQ=DAILY");
            HttpCalls.Answer answer =
                    clinic.service().post(ADMIN, CALENDAR, calendar(invited + stranger + clash + repeated));
            assertThat(errors(answer))
                    .containsExactly(
                            "13 No member is invited to this event; say whose calendar it is",
                            "21 Ana Ruiz already works Day, Mon 2026-11-23 07:00 to 19:00 (America/New_York), in the schedule",
                            "29 The event repeats; recurrence is not supported yet");
            assertThat(clinic.service().state()).isEqualTo(state);
            assertThat(clinic.service()
                            .post(ADMIN, CALENDAR + "?member=zoe@harbor.example", calendar(invited))
                            .status())
                    .isEqualTo(404);
            assertThat(clinic.service().post(ADMIN, CALENDAR, "no calendar").status())
                    .isEqualTo(400);
        }
    }

    private static String calendar(String events) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n" + events + "END:VCALENDAR\n";
    }

    private static String event(String uid, String start, String status) {
        return "BEGIN:VEVENT\nUID:%s\nDTSTART:%s\nDURATION:PT1H\nSUMMARY:Duty\nSTATUS:%s\nEND:VEVENT\n"
                .formatted(uid, start, status);
    }

    private static String counts(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode json = answer.json();
        return "%d created, %d updated, %d unchanged"
                .formatted(
                        json.path("created").intValue(),
                        json.path("updated").intValue(),
                        json.path("unchanged").intValue());
    }

    private static List<String> errors(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("line").intValue() + " "
                        + error.path("message").stringValue())
                .toList();
    }
}
