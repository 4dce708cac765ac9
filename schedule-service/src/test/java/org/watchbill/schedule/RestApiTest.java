package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;
import static org.watchbill.schedule.RunningSchedule.ANA;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

class RestApiTest {

    @ParameterizedTest
    @EnumSource
    void listsMembersShiftTypesAssignmentsAndRequests(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            RunningSchedule service = clinic.service();
            JsonNode members = service.get(ANA, "/api/v1/members?limit=1").json();
            assertThat(members.at("/items/0/contact/email").stringValue()).isEqualTo("ana@harbor.example");
            assertThat(members.path("next_cursor").isString()).isTrue();
            JsonNode types = service.get(ANA, "/api/v1/shift-types").json();
            assertThat(types.at("/items/0/code").stringValue()).isEqualTo("D");
            assertThat(types.at("/items/0/hours")).hasSize(7);
            assertThat(types.at("/items/0/hours/5/start").stringValue()).isEqualTo("08:00");
            JsonNode shifts = service.get(ANA, "/api/v1/assignments?from=2026-11-23&to=2026-11-24&limit=3")
                    .json();
            assertThat(shifts.path("items")).hasSize(3);
            String next = shifts.path("next_cursor").stringValue();
            assertThat(service.get(ANA, "/api/v1/assignments?from=2026-11-23&to=2026-11-24&limit=3&cursor=" + next)
                            .json()
                            .path("items"))
                    .hasSize(1);
            String request = clinic.anaAsksBen().path("id").stringValue();
            assertThat(service.get(ADMIN, "/api/v1/requests")
                            .json()
                            .at("/items/0/id")
                            .stringValue())
                    .isEqualTo(request);
        }
    }

    @ParameterizedTest
    @EnumSource
    void administratorsAddMembersAndShiftTypesOnceAKey(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            RunningSchedule service = clinic.service();
            Map<String, String> key = Map.of("Idempotency-Key", "zoe");
            String zoe = "{\"name\":\" Zoe Zimmer \",\"email\":\"ZOE@harbor.example\"}";
            HttpCalls.Answer added = service.post(ADMIN, "/api/v1/members", key, zoe);
            assertThat(added.status()).as(added.body()).isEqualTo(201);
            assertThat(added.json().at("/contact/email").stringValue()).isEqualTo("zoe@harbor.example");
            assertThat(service.post(ADMIN, "/api/v1/members", key, zoe).json()).isEqualTo(added.json());
            HttpCalls.Answer twice = service.post(ADMIN, "/api/v1/members", zoe);
            assertThat(twice.status()).isEqualTo(409);
            assertThat(twice.json().path("code").stringValue()).isEqualTo("conflict");
            String backup = """
                    {"code":"B","name":"Backup","hours":[{"days":"daily","start":"07:00","end":"07:00"}]}""";
            assertThat(service.post(ADMIN, "/api/v1/shift-types", backup).status())
                    .isEqualTo(201);
            assertThat(service.post(ADMIN, "/api/v1/shift-types", backup).status())
                    .isEqualTo(409);
            assertThat(clinic.audited())
                    .containsExactly(
                            "add_member success",
                            "add_member conflict conflict",
                            "add_shift_type success",
                            "add_shift_type conflict conflict");
            assertThat(service.rows("SELECT event FROM outbox")).noneMatch(event -> event.contains("Zimmer"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWrongRolesAndMissingScopes(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            RunningSchedule service = clinic.service();
            List<String> state = service.state();
            Caller memberWithScope = new Caller(
                    ANA.subject(),
                    ANA.organisation(),
                    Role.MEMBER,
                    Set.of("schedule:write", "members:write"),
                    ANA.clientId(),
                    ANA.tokenId(),
                    ANA.profile());
            assertThat(service.post(memberWithScope, "/api/v1/imports/roster", Clinic.ROSTER)
                            .status())
                    .isEqualTo(403);
            assertThat(service.rows("SELECT event FROM outbox ORDER BY sequence_number")
                            .getLast())
                    .contains("\"import_roster\"", "\"denied\"", "\"forbidden_role\"");
            assertThat(service.post(ANA, "/api/v1/imports/roster", Clinic.ROSTER)
                            .status())
                    .isEqualTo(403);
            try (HttpCalls anonymous = HttpCalls.to(service.port())) {
                assertThat(anonymous.get("/api/v1/assignments").status()).isEqualTo(401);
            }
            assertThat(service.state()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void challengesAnAdministratorWithoutTheScope(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            RunningSchedule service = clinic.service();
            Caller adminWithoutScope = new Caller(
                    ADMIN.subject(),
                    ADMIN.organisation(),
                    Role.ADMIN,
                    Set.of("schedule:read"),
                    ADMIN.clientId(),
                    ADMIN.tokenId(),
                    ADMIN.profile());
            HttpCalls.Answer narrow = service.post(adminWithoutScope, "/api/v1/members", "{\"name\":\"Zoe\"}");
            assertThat(narrow.status()).isEqualTo(403);
            assertThat(narrow.header("www-authenticate").orElseThrow())
                    .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"members:write\"");
            assertThat(service.rows("SELECT event FROM outbox ORDER BY sequence_number")
                            .getLast())
                    .contains("\"add_member\"", "\"denied\"", "\"insufficient_scope\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBadInput(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            RunningSchedule service = clinic.service();
            List<String> state = service.state();
            assertThat(service.get(ANA, "/api/v1/assignments?from=yesterday").status())
                    .isEqualTo(400);
            assertThat(service.get(ANA, "/api/v1/assignments?limit=0").status()).isEqualTo(400);
            assertThat(service.get(ANA, "/api/v1/members?cursor=%25").status()).isEqualTo(400);
            assertThat(service.post(ADMIN, "/api/v1/members", "{\"name\":\"\"}").status())
                    .isEqualTo(400);
            assertThat(service.post(ADMIN, "/api/v1/members", "{\"nme\":\"Zoe\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(service.rows("SELECT event FROM outbox ORDER BY sequence_number")
                            .getLast())
                    .contains("\"add_member\"", "\"invalid\"", "\"invalid_argument\"")
                    .doesNotContain("Zoe");
            assertThat(service.post(ADMIN, "/api/v1/members", "{\"name\":\"Zoe\",\"email\":\"zoe\"}")
                            .json()
                            .path("field")
                            .stringValue())
                    .isEqualTo("email");
            String noHours = "{\"code\":\"B\",\"name\":\"Backup\",\"hours\":[]}";
            assertThat(service.post(ADMIN, "/api/v1/shift-types", noHours)
                            .json()
                            .path("detail")
                            .stringValue())
                    .isEqualTo("A shift has hours on at least one weekday");
            assertThat(service.post(ADMIN, "/api/v1/imports/roster", "x".repeat(1_048_577))
                            .status())
                    .isEqualTo(413);
            assertThat(service.state()).isEqualTo(state);
        }
    }
}
