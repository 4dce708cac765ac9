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
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.JsonNode;

class RequestToolsTest {

    @ParameterizedTest
    @EnumSource
    void aConfirmedRequestThatIsApprovedMovesTheShift(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            Map<String, String> wish = Map.of(
                    "assignment_id", clinic.assignment("2026-11-23", "Ana Ruiz"),
                    "candidate_id", clinic.member("Ben Okafor"),
                    "reason", "A conference");
            McpCalls ana = clinic.service().mcp(ANA).withElicitation();
            McpReply asked = ana.call("submit_coverage_request", wish);
            assertThat(asked.question())
                    .isEqualTo("Ask that Ben Okafor take the shift Day of Ana Ruiz, Mon 2026-11-23 07:00 to 19:00"
                            + " (America/New_York)? An administrator has to approve it.");
            assertThat(clinic.audited()).isEmpty();
            JsonNode request = ana.retry(asked, "submit_coverage_request", wish, true)
                    .value()
                    .path("request");
            assertThat(request.path("state").stringValue()).isEqualTo("pending_approval");
            assertThat(request.path("version").longValue()).isEqualTo(1);

            Map<String, Object> order = Map.of(
                    "request_id", request.path("id").stringValue(), "version", 1, "note", "Enjoy the conference");
            McpCalls admin = clinic.service().mcp(ADMIN).withElicitation();
            McpReply question = admin.call("approve_request", order);
            assertThat(question.question())
                    .isEqualTo("Give the shift Day, Mon 2026-11-23 07:00 to 19:00 (America/New_York) from Ana Ruiz to"
                            + " Ben Okafor? This takes effect at once.");
            JsonNode approved =
                    admin.retry(question, "approve_request", order, true).value();
            assertThat(approved.at("/request/state").stringValue()).isEqualTo("applied");
            assertThat(approved.at("/request/version").longValue()).isEqualTo(2);
            assertThat(approved.at("/request/shift/member/name").stringValue()).isEqualTo("Ben Okafor");
            assertThat(approved.path("summary").stringValue()).isEqualTo("Ben Okafor has the shift now.");
            assertThat(clinic.audited()).containsExactly("submit_coverage_request success", "approve_request success");
            assertThat(clinic.service().rows("SELECT happened, request_version, note FROM request_event ORDER BY 2"))
                    .containsExactly("submitted|1|A conference", "applied|2|Enjoy the conference");
            assertThat(clinic.service().rows("SELECT event FROM outbox"))
                    .noneMatch(event -> event.contains("conference"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeniedRequestLeavesTheShiftAndFreesItForAnother(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String id = clinic.anaAsksBen().path("id").stringValue();
            McpCalls admin = clinic.service().mcp(ADMIN).withElicitation();
            Map<String, String> order = Map.of("request_id", id, "reason", "Too late");
            McpReply question = admin.call("deny_request", order);
            assertThat(question.question())
                    .isEqualTo("Deny the request of Ana Ruiz for cover of Day, Mon 2026-11-23 07:00 to 19:00"
                            + " (America/New_York)? Ana Ruiz keeps the shift.");
            JsonNode denied = admin.retry(question, "deny_request", order, true).value();
            assertThat(denied.at("/request/state").stringValue()).isEqualTo("denied");
            assertThat(denied.at("/request/decision_note/text").stringValue()).isEqualTo("Too late");
            assertThat(denied.at("/request/shift/member/name").stringValue()).isEqualTo("Ana Ruiz");
            assertThat(clinic.anaAsksBen().path("id").stringValue()).isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWithoutCandidateIsOpenAndAnAdministratorMayAskForAnybody(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            JsonNode answer = clinic.call(
                            ADMIN,
                            "submit_coverage_request",
                            Map.of("assignment_id", clinic.assignment("2026-11-23", "Ana Ruiz")))
                    .value();
            assertThat(answer.at("/request/state").stringValue()).isEqualTo("open");
            assertThat(answer.at("/request/requester/name").stringValue()).isEqualTo("Ana Ruiz");
            refused(
                    clinic,
                    clinic.service().mcp(ADMIN),
                    "approve_request",
                    Map.of("request_id", answer.at("/request/id").stringValue()),
                    "conflict");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusedWishChangesNothingAndIsAuditedOnce(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String tool = "submit_coverage_request";
            McpCalls ana = clinic.service().mcp(ANA);
            McpCalls ben = clinic.service().mcp(BEN);
            String shift = clinic.assignment("2026-11-23", "Ana Ruiz");
            String nobody = "00000000-0000-4000-8000-000000000000";
            refused(clinic, ana, tool, Map.of(), "invalid_argument");
            refused(clinic, ana, tool, Map.of("date", "2026-11-23"), "invalid_argument");
            refused(clinic, ana, tool, Map.of("assignment_id", "23"), "invalid_argument");
            refused(clinic, ana, tool, Map.of("assignment_id", shift, "shift", "D"), "invalid_argument");
            refused(clinic, ana, tool, Map.of("assignment_id", nobody), "not_found");
            refused(clinic, ana, tool, Map.of("date", "2026-11-25", "shift_type", "D"), "not_found");
            refused(clinic, ana, tool, Map.of("assignment_id", shift, "candidate_id", nobody), "not_found");
            refused(
                    clinic,
                    ana,
                    tool,
                    Map.of("assignment_id", shift, "candidate_id", clinic.member("Ana Ruiz")),
                    "conflict");
            refused(
                    clinic,
                    ana,
                    tool,
                    Map.of("assignment_id", shift, "candidate_id", clinic.member("Cleo Hart")),
                    "conflict");
            refused(clinic, ben, tool, Map.of("assignment_id", shift), "forbidden_role");
            refused(clinic, ben, tool, Map.of("date", "2026-11-23", "shift_type", "Day"), "invalid_argument");
            refused(
                    clinic,
                    clinic.service().mcp(TestTokens.member("Zoe Zimmer", "zoe@harbor.example")),
                    tool,
                    Map.of("assignment_id", shift),
                    "not_found");
            clinic.anaAsksBen();
            refused(clinic, ana, tool, Map.of("assignment_id", shift), "conflict");
            clinic.service().time().set(Instant.parse("2026-11-24T12:00:00Z"));
            refused(clinic, ben, tool, Map.of("date", "2026-11-24", "shift_type", "D"), "conflict");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusedDecisionChangesNothingAndIsAuditedOnce(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            McpCalls admin = clinic.service().mcp(ADMIN);
            String request = clinic.anaAsksBen().path("id").stringValue();
            String nobody = "00000000-0000-4000-8000-000000000000";
            refused(clinic, admin, "approve_request", Map.of("request_id", nobody), "not_found");
            refused(clinic, admin, "deny_request", Map.of("request_id", nobody, "reason", "No"), "not_found");
            refused(clinic, admin, "deny_request", Map.of("request_id", request), "invalid_argument");
            refused(clinic, admin, "deny_request", Map.of("request_id", request, "reason", " "), "invalid_argument");
            McpReply stale = refused(
                    clinic, admin, "approve_request", Map.of("request_id", request, "version", 7), "version_conflict");
            assertThat(stale.refusal().at("/current/version").longValue()).isEqualTo(1);
            assertThat(stale.refusal().at("/current/id").stringValue()).isEqualTo(request);
            refused(
                    clinic,
                    clinic.service().mcp(ANA),
                    "approve_request",
                    Map.of("request_id", request),
                    "forbidden_role");
            McpReply declined = admin.withElicitation().call("approve_request", Map.of("request_id", request));
            List<String> state = clinic.service().state();
            McpReply no =
                    admin.withElicitation().retry(declined, "approve_request", Map.of("request_id", request), false);
            assertThat(no.refusalCode()).isEqualTo("not_confirmed");
            assertThat(clinic.service().state()).isEqualTo(state);
            assertThat(clinic.audited().getLast()).isEqualTo("approve_request declined not_confirmed");
            clinic.service().time().set(Instant.parse("2026-11-23T12:00:00Z"));
            refused(clinic, admin, "approve_request", Map.of("request_id", request), "conflict");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyApprovesWhatConcernsThem(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            McpReply reply = clinic.call(
                    ANA,
                    "submit_coverage_request",
                    Map.of("date", "2026-11-23", "shift_type", "D", "candidate_id", clinic.member("Avery Stone")));
            String request = reply.value().at("/request/id").stringValue();
            refused(clinic, clinic.service().mcp(ADMIN), "approve_request", Map.of("request_id", request), "conflict");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCandidateWhoGotAnotherShiftMeanwhileCannotTakeThisOne(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String request = clinic.anaAsksBen().path("id").stringValue();
            clinic.service().post(ADMIN, "/api/v1/imports/roster", "date,shift,member\n2026-11-23,D,Ben Okafor\n");
            McpReply reply = refused(
                    clinic, clinic.service().mcp(ADMIN), "approve_request", Map.of("request_id", request), "conflict");
            assertThat(reply.refusal().path("message").stringValue())
                    .isEqualTo("Ben Okafor already works Day, Mon 2026-11-23 07:00 to 19:00 (America/New_York)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatingACallWithItsKeyAnswersTheSameAndDoesNothingMore(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            Map<String, String> wish = Map.of("date", "2026-11-23", "shift_type", "D", "idempotency_key", "monday");
            JsonNode first = clinic.call(ANA, "submit_coverage_request", wish).value();
            List<String> state = clinic.service().state();
            assertThat(clinic.call(ANA, "submit_coverage_request", wish).value())
                    .isEqualTo(first);
            assertThat(clinic.service().state()).isEqualTo(state);
            assertThat(clinic.audited()).containsExactly("submit_coverage_request success");
            Map<String, String> other = Map.of("date", "2026-11-24", "shift_type", "N", "idempotency_key", "monday");
            refused(clinic, clinic.service().mcp(ANA), "submit_coverage_request", other, "conflict");
        }
    }

    private static McpReply refused(
            Clinic clinic, McpCalls caller, String tool, Map<String, ?> arguments, String code) {
        List<String> state = clinic.service().state();
        List<String> audited = clinic.audited();
        McpReply reply = caller.call(tool, arguments);
        assertThat(reply.refusalCode()).as(reply.body().toString()).isEqualTo(code);
        assertThat(clinic.service().state()).isEqualTo(state);
        List<String> added =
                clinic.audited().subList(audited.size(), clinic.audited().size());
        String outcome = switch (code) {
            case "invalid_argument", "not_found" -> "invalid";
            case "insufficient_scope", "forbidden_role" -> "denied";
            default -> "conflict";
        };
        assertThat(added).containsExactly(tool + " " + outcome + " " + code);
        return reply;
    }
}
