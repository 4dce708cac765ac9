package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;
import static org.watchbill.schedule.RunningSchedule.ANA;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

class DemoTest {

    @ParameterizedTest
    @EnumSource
    void seedsTheDemoOrganisationOnceAroundTheStartDay(TestDatabase database) {
        Map<String, String> settings = database.settings();
        try (RunningSchedule service = RunningSchedule.withDemo(settings)) {
            JsonNode shifts = service.mcp(ANA)
                    .call("get_my_shifts", Map.of("end_date", "2026-12-02"))
                    .value()
                    .path("shifts");
            assertThat(shifts.valueStream().map(shift -> shift.path("date").stringValue()))
                    .containsExactly("2026-11-22", "2026-11-26", "2026-11-30");
            JsonNode now =
                    service.mcp(ANA).call("get_current_schedule", Map.of()).value();
            assertThat(now.path("on_call")
                            .valueStream()
                            .map(shift -> shift.path("shift").stringValue()))
                    .containsExactlyInAnyOrder("Backup", "Night");
            String team = service.rows("SELECT id FROM team WHERE name = 'Day physicians'")
                    .getFirst();
            JsonNode days = service.mcp(ANA)
                    .call("get_current_schedule", Map.of("team_id", team))
                    .value();
            assertThat(days.path("on_call")).isEmpty();
            assertThat(days.at("/next/0/member/name").stringValue()).isEqualTo("Dmitri Volkov");
            assertThat(days.path("next")).hasSize(1);
            try (RunningSchedule again = RunningSchedule.withDemo(settings)) {
                assertThat(again.rows("SELECT COUNT(*) FROM member")).containsExactly("15");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWaitingRequestCanBeApproved(TestDatabase database) {
        try (RunningSchedule service = RunningSchedule.withDemo(database.settings())) {
            JsonNode waiting = service.mcp(ADMIN)
                    .call("get_pending_requests", Map.of())
                    .value()
                    .at("/requests/0");
            assertThat(List.of(
                            waiting.at("/requester/name").stringValue(),
                            waiting.at("/candidate/name").stringValue(),
                            waiting.at("/shift/date").stringValue(),
                            waiting.path("state").stringValue()))
                    .containsExactly("Ana Ruiz", "Ben Okafor", "2026-11-26", "pending_approval");
            JsonNode approved = service.mcp(ADMIN)
                    .call(
                            "approve_request",
                            Map.of("request_id", waiting.path("id").stringValue()))
                    .value();
            assertThat(approved.at("/request/shift/member/name").stringValue()).isEqualTo("Ben Okafor");
        }
    }
}
