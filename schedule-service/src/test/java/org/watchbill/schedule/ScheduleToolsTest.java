package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;
import static org.watchbill.schedule.RunningSchedule.ANA;
import static org.watchbill.schedule.RunningSchedule.BEN;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

class ScheduleToolsTest {

    @ParameterizedTest
    @EnumSource
    void tellsWhoIsOnCallNowAndNextWithLocalTimes(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            clinic.service().time().set(Instant.parse("2026-11-21T13:00:00Z"));
            JsonNode answer = clinic.call(BEN, "get_current_schedule", Map.of()).value();
            assertThat(names(answer.path("on_call"))).containsExactly("Ana Ruiz");
            JsonNode shift = answer.at("/on_call/0");
            assertThat(shift.path("shift").stringValue()).isEqualTo("Day");
            assertThat(shift.path("code").stringValue()).isEqualTo("D");
            assertThat(shift.path("date").stringValue()).isEqualTo("2026-11-21");
            assertThat(shift.at("/starts/instant").stringValue()).isEqualTo("2026-11-21T13:00:00Z");
            assertThat(shift.at("/starts/local").stringValue()).isEqualTo("2026-11-21T08:00-05:00");
            assertThat(shift.at("/ends/local").stringValue()).isEqualTo("2026-11-21T20:00-05:00");
            assertThat(shift.at("/ends/zone").stringValue()).isEqualTo("America/New_York");
            assertThat(names(answer.path("next"))).containsExactly("Cleo Hart", "Ana Ruiz", "Cleo Hart");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShiftEndsBeforeTheInstantOfItsEnd(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            assertThat(onCallAt(clinic, "2026-11-21T12:59:59Z")).isEmpty();
            assertThat(onCallAt(clinic, "2026-11-21T13:00:00Z")).containsExactly("Ana Ruiz");
            assertThat(onCallAt(clinic, "2026-11-22T00:59:59Z")).containsExactly("Ana Ruiz");
            assertThat(onCallAt(clinic, "2026-11-22T01:00:00Z")).containsExactly("Cleo Hart");
            assertThat(onCallAt(clinic, "2026-11-22T12:00:00Z")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhoIsOnCallInTheCourseOfALocalDay(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            JsonNode sunday = clinic.call(BEN, "get_current_schedule", Map.of("date", "2026-11-22"))
                    .value();
            assertThat(names(sunday.path("on_call"))).containsExactly("Cleo Hart");
            assertThat(sunday.path("date").stringValue()).isEqualTo("2026-11-22");
            JsonNode days = clinic.call(BEN, "get_current_schedule", Map.of("date", "2026-11-24", "shift_type", "d"))
                    .value();
            assertThat(names(days.path("on_call"))).containsExactly("Ben Okafor");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesContradictingAndUnknownQuestions(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            McpReply both = clinic.call(
                    BEN, "get_current_schedule", Map.of("date", "2026-11-24", "at", "2026-11-24T00:00:00Z"));
            assertThat(both.refusalCode()).isEqualTo("invalid_argument");
            String nobody = "00000000-0000-4000-8000-000000000000";
            McpReply team = clinic.call(BEN, "get_current_schedule", Map.of("team_id", nobody));
            assertThat(team.refusalCode()).isEqualTo("not_found");
            assertThat(team.refusal().path("field").stringValue()).isEqualTo("team_id");
            assertThat(clinic.call(BEN, "get_team_members", Map.of("team_id", nobody))
                            .refusalCode())
                    .isEqualTo("not_found");
            assertThat(clinic.call(BEN, "get_my_shifts", Map.of("cursor", "nonsense"))
                            .refusalCode())
                    .isEqualTo("invalid_argument");
            assertThat(clinic.call(BEN, "get_my_shifts", Map.of("start_date", "2026-11-02", "end_date", "2026-11-01"))
                            .refusalCode())
                    .isEqualTo("invalid_argument");
            assertThat(clinic.call(BEN, "get_my_shifts", Map.of("start_date", "2026-01-01", "end_date", "2027-01-02"))
                            .refusalCode())
                    .isEqualTo("invalid_argument");
            assertThat(clinic.audited()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheCallersOwnShiftsPageByPage(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            JsonNode first =
                    clinic.call(ANA, "get_my_shifts", Map.of("limit", 2)).value();
            assertThat(first.at("/member/name").stringValue()).isEqualTo("Ana Ruiz");
            assertThat(dates(first.path("shifts"))).containsExactly("2026-11-21", "2026-11-23");
            JsonNode second = clinic.call(
                            ANA,
                            "get_my_shifts",
                            Map.of(
                                    "limit",
                                    2,
                                    "cursor",
                                    first.path("next_cursor").stringValue()))
                    .value();
            assertThat(dates(second.path("shifts"))).containsExactly("2026-11-24");
            assertThat(second.has("next_cursor")).isFalse();
            JsonNode monday = clinic.call(
                            ANA, "get_my_shifts", Map.of("start_date", "2026-11-23", "end_date", "2026-11-23"))
                    .value();
            assertThat(dates(monday.path("shifts"))).containsExactly("2026-11-23");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserWhoIsNotInTheRosterHasNoShifts(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            McpReply reply =
                    clinic.call(TestTokens.member("Zoe Zimmer", "zoe@harbor.example"), "get_my_shifts", Map.of());
            assertThat(reply.refusalCode()).isEqualTo("not_found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsMembersAndKeepsContactsBackUntilAskedFor(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            JsonNode first =
                    clinic.call(BEN, "get_team_members", Map.of("limit", 3)).value();
            assertThat(values(first.path("members"), "name")).containsExactly("Ana Ruiz", "Avery Stone", "Ben Okafor");
            assertThat(first.at("/members/0").has("contact")).isFalse();
            JsonNode rest = clinic.call(
                            BEN,
                            "get_team_members",
                            Map.of(
                                    "limit",
                                    3,
                                    "cursor",
                                    first.path("next_cursor").stringValue()))
                    .value();
            assertThat(values(rest.path("members"), "name")).containsExactly("Cleo Hart");
            JsonNode ana = clinic.call(BEN, "get_team_members", Map.of("query", "RUIZ", "include_contact", true))
                    .value();
            assertThat(ana.at("/members/0/contact/phone").stringValue()).isEqualTo("+1 555 0101");
            assertThat(clinic.call(BEN, "get_team_members", Map.of("query", "%"))
                            .value()
                            .path("members"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWaitingRequestsToThoseTheyConcernAndToAdministrators(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String id = clinic.anaAsksBen().path("id").stringValue();
            assertThat(pending(clinic, ANA)).containsExactly(id);
            assertThat(pending(clinic, BEN)).containsExactly(id);
            assertThat(pending(clinic, ADMIN)).containsExactly(id);
            assertThat(pending(clinic, TestTokens.member("Cleo Hart", "cleo@harbor.example")))
                    .isEmpty();
            JsonNode request = clinic.call(BEN, "get_pending_requests", Map.of("kind", "coverage"))
                    .value()
                    .at("/requests/0");
            assertThat(request.at("/reason/label").stringValue()).isEqualTo("reason for the request");
            assertThat(request.at("/reason/text").stringValue()).isEqualTo("A conference");
            assertThat(request.path("state").stringValue()).isEqualTo("pending_approval");
            assertThat(clinic.call(ADMIN, "get_pending_requests", Map.of("to", "2026-11-22"))
                            .value()
                            .path("requests"))
                    .isEmpty();
            clinic.service().time().set(Instant.parse("2026-11-23T12:00:00Z"));
            assertThat(pending(clinic, ADMIN)).isEmpty();
        }
    }

    private static List<String> pending(Clinic clinic, Caller caller) {
        return values(
                clinic.call(caller, "get_pending_requests", Map.of()).value().path("requests"), "id");
    }

    private static List<String> onCallAt(Clinic clinic, String instant) {
        return names(clinic.call(BEN, "get_current_schedule", Map.of("at", instant))
                .value()
                .path("on_call"));
    }

    private static List<String> names(JsonNode shifts) {
        return shifts.valueStream()
                .map(shift -> shift.at("/member/name").stringValue())
                .toList();
    }

    private static List<String> dates(JsonNode shifts) {
        return values(shifts, "date");
    }

    private static List<String> values(JsonNode items, String member) {
        return items.valueStream().map(item -> item.path(member).stringValue()).toList();
    }
}
