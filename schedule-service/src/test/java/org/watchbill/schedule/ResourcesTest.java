package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;
import static org.watchbill.schedule.RunningSchedule.ANA;
import static org.watchbill.schedule.RunningSchedule.BEN;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.McpStream;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

class ResourcesTest {

    private static final Instant SATURDAY_MORNING = Instant.parse("2026-11-21T13:00:00Z");
    private static final Caller STRANGER = TestTokens.member("Zoe Zimmer", "zoe@harbor.example");

    @Test
    void listsWhatThereIsWithItsPolicy() {
        try (Clinic clinic = Clinic.on(TestDatabase.H2)) {
            JsonNode plain = clinic.service()
                    .mcp(STRANGER)
                    .send("resources/list", Json.object())
                    .result()
                    .path("resources");
            JsonNode templates = clinic.service()
                    .mcp(STRANGER)
                    .send("resources/templates/list", Json.object())
                    .result()
                    .path("resourceTemplates");

            assertThat(plain.valueStream().map(ResourcesTest::uriAndPolicy))
                    .containsExactly(
                            "watchbill://member/me/shifts {\"scope\":\"schedule:read\",\"admin_only\":false}",
                            "watchbill://requests/pending {\"scope\":\"requests:read\",\"admin_only\":false}",
                            "watchbill://schedule {\"scope\":\"schedule:read\",\"admin_only\":false}");
            assertThat(templates.valueStream().map(ResourcesTest::uriAndPolicy))
                    .containsExactly(
                            "watchbill://member/{member}/shifts {\"scope\":\"schedule:read\",\"admin_only\":false}",
                            "watchbill://schedule/{team} {\"scope\":\"schedule:read\",\"admin_only\":false}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theScheduleTellsWhoIsOnCallNowNextAndWhenNobodyIs(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            clinic.service().time().set(SATURDAY_MORNING);
            JsonNode board = read(clinic.service(), BEN, "watchbill://schedule");

            assertThat(board.path("at").toString())
                    .isEqualTo("{\"instant\":\"2026-11-21T13:00:00Z\",\"local\":\"2026-11-21T08:00-05:00\","
                            + "\"zone\":\"America/New_York\"}");
            assertThat(board.path("zone").stringValue()).isEqualTo("America/New_York");
            assertThat(board.has("team")).isFalse();
            assertThat(board.path("on_call").valueStream().map(ResourcesTest::shift))
                    .containsExactly("Day Ana Ruiz 2026-11-21T08:00-05:00 2026-11-21T20:00-05:00");
            assertThat(board.path("next").valueStream().map(ResourcesTest::shift))
                    .containsExactly(
                            "Night Cleo Hart 2026-11-21T20:00-05:00 2026-11-22T07:00-05:00",
                            "Day Ana Ruiz 2026-11-23T07:00-05:00 2026-11-23T19:00-05:00",
                            "Day Cleo Hart 2026-11-23T07:00-05:00 2026-11-23T19:00-05:00");
            assertThat(board.path("gaps")
                            .valueStream()
                            .map(gap -> gap.at("/from/local").stringValue() + " "
                                    + gap.at("/until/local").stringValue()))
                    .containsExactly(
                            "2026-11-21T00:00-05:00 2026-11-21T08:00-05:00",
                            "2026-11-22T07:00-05:00 2026-11-23T07:00-05:00",
                            "2026-11-23T19:00-05:00 2026-11-24T00:00-05:00");
            assertThat(board.path("more").booleanValue()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTeamHasItsOwnScheduleByNameOrId(TestDatabase database) {
        try (RunningSchedule service = RunningSchedule.withDemo(database.settings())) {
            JsonNode all = read(service, ANA, "watchbill://schedule");
            assertThat(all.path("teams")
                            .valueStream()
                            .map(line -> line.at("/team/name").stringValue() + " "
                                    + line.path("on_call")
                                            .valueStream()
                                            .map(person -> person.path("name").stringValue())
                                            .toList()))
                    .containsExactly(
                            "Backup physicians [Imani Cole]",
                            "Day physicians []",
                            "Night physicians [Hiro Tanaka]",
                            "Operations []");

            JsonNode named = read(service, ANA, "watchbill://schedule/Night%20physicians");
            assertThat(named.at("/team/name").stringValue()).isEqualTo("Night physicians");
            assertThat(named.path("on_call").valueStream().map(ResourcesTest::shift))
                    .containsExactly("Night Hiro Tanaka 2026-11-20T19:00-05:00 2026-11-21T08:00-05:00");
            assertThat(named.at("/gaps/0/from/local").stringValue()).isEqualTo("2026-11-21T08:00-05:00");
            assertThat(named.path("teams")).isEmpty();
            assertThat(read(service, ANA, "watchbill://schedule/night%20PHYSICIANS"))
                    .isEqualTo(named);
            assertThat(read(service, ANA, all.at("/teams/2/uri").stringValue())).isEqualTo(named);
            assertThat(service.mcp(ANA).read("watchbill://schedule/Nobody").errorCode())
                    .isEqualTo(-32602);
            assertThat(service.mcp(ANA)
                            .read("watchbill://schedule/" + new UUID(0, 1))
                            .body()
                            .at("/error/data/uri")
                            .stringValue())
                    .isEqualTo("watchbill://schedule/00000000-0000-0000-0000-000000000001");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shiftsOfOneselfAndOfOthers(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            JsonNode own = read(clinic.service(), ANA, "watchbill://member/me/shifts");
            assertThat(own.at("/member/name").stringValue()).isEqualTo("Ana Ruiz");
            assertThat(own.path("shifts").valueStream().map(ResourcesTest::shift))
                    .containsExactly(
                            "Day Ana Ruiz 2026-11-21T08:00-05:00 2026-11-21T20:00-05:00",
                            "Day Ana Ruiz 2026-11-23T07:00-05:00 2026-11-23T19:00-05:00",
                            "Night Ana Ruiz 2026-11-24T20:00-05:00 2026-11-25T07:00-05:00");
            assertThat(own.at("/until/local").stringValue()).isEqualTo("2026-12-06T00:00-05:00");
            assertThat(read(clinic.service(), BEN, "watchbill://member/ana%20ruiz/shifts"))
                    .isEqualTo(own);
            assertThat(read(clinic.service(), BEN, "watchbill://member/" + clinic.member("Ana Ruiz") + "/shifts"))
                    .isEqualTo(own);
            assertThat(clinic.service()
                            .mcp(BEN)
                            .read("watchbill://member/Nobody/shifts")
                            .errorCode())
                    .isEqualTo(-32602);
            McpReply stranger = clinic.service().mcp(STRANGER).read("watchbill://member/me/shifts");
            assertThat(stranger.body().at("/error/data").toString())
                    .isEqualTo("{\"code\":\"not_found\",\"retryable\":false,\"uri\":\"watchbill://member/me/shifts\"}");
        }
    }

    @Test
    void aNameOfSeveralMembersIsRefused() {
        try (Clinic clinic = Clinic.on(TestDatabase.H2)) {
            clinic.load("members", "name,email,phone,pager,role\nana ruiz,other@harbor.example,,,\n");

            McpReply reply = clinic.service().mcp(BEN).read("watchbill://member/Ana%20Ruiz/shifts");

            assertThat(reply.errorCode()).isEqualTo(-32602);
            assertThat(reply.body().at("/error/message").stringValue())
                    .isEqualTo("Several members have this name; give the id of one of them");
        }
    }

    @Test
    void namesAreNotToldToThoseWhoMayNotReadTheDirectory() {
        try (Clinic clinic = Clinic.on(TestDatabase.H2)) {
            Caller scheduleOnly = only(BEN, "schedule:read");

            assertThat(clinic.service()
                            .mcp(scheduleOnly)
                            .read("watchbill://member/Ana%20Ruiz/shifts")
                            .errorCode())
                    .isEqualTo(-32602);
            assertThat(clinic.service()
                            .mcp(scheduleOnly)
                            .read("watchbill://member/" + clinic.member("Ana Ruiz") + "/shifts")
                            .errorCode())
                    .isZero();
            assertThat(values(clinic.service(), scheduleOnly, "watchbill://member/{member}/shifts", "member", "a"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pendingRequestsFollowTheSameRulesAsTheTool(TestDatabase database) {
        try (Clinic clinic = Clinic.on(database)) {
            String id = clinic.anaAsksBen().path("id").stringValue();

            JsonNode seen = read(clinic.service(), BEN, "watchbill://requests/pending");
            assertThat(seen.at("/requests/0/id").stringValue()).isEqualTo(id);
            assertThat(seen.at("/requests/0/reason").toString())
                    .isEqualTo("{\"label\":\"reason for the request\",\"text\":\"A conference\"}");
            assertThat(read(
                                    clinic.service(),
                                    TestTokens.member("Cleo Hart", "cleo@harbor.example"),
                                    "watchbill://requests/pending")
                            .path("requests"))
                    .isEmpty();
            assertThat(read(clinic.service(), ADMIN, "watchbill://requests/pending")
                            .path("requests"))
                    .hasSize(1);
            assertThat(clinic.service()
                            .mcp(only(BEN, "schedule:read"))
                            .read("watchbill://requests/pending")
                            .body()
                            .at("/error/data/org.watchbill~1requiredScope")
                            .stringValue())
                    .isEqualTo("requests:read");
        }
    }

    @ParameterizedTest
    @EnumSource
    void n37AnotherOrganisationSeesNoResources(TestDatabase database) {
        try (RunningSchedule service = RunningSchedule.withDemo(database.settings())) {
            Caller foreign = foreign();
            String member = service.rows("SELECT id FROM member WHERE name = 'Ana Ruiz'")
                    .getFirst();
            String team = service.rows("SELECT id FROM team WHERE name = 'Operations'")
                    .getFirst();

            JsonNode board = read(service, foreign, "watchbill://schedule");
            assertThat(board.path("on_call")).isEmpty();
            assertThat(board.path("next")).isEmpty();
            assertThat(board.path("teams")).isEmpty();
            for (String uri : List.of(
                    "watchbill://schedule/Operations",
                    "watchbill://schedule/" + team,
                    "watchbill://member/" + member + "/shifts",
                    "watchbill://member/Ana%20Ruiz/shifts")) {
                assertThat(service.mcp(foreign).read(uri).errorCode()).as(uri).isEqualTo(-32602);
            }
            assertThat(read(service, foreign, "watchbill://requests/pending").path("requests"))
                    .isEmpty();
            assertThat(values(service, foreign, "watchbill://schedule/{team}", "team", ""))
                    .isEmpty();
            assertThat(values(service, foreign, "watchbill://member/{member}/shifts", "member", ""))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void suggestsTeamsAndMembers(TestDatabase database) {
        try (RunningSchedule service = RunningSchedule.withDemo(database.settings())) {
            assertThat(values(service, ANA, "watchbill://schedule/{team}", "team", "PHYS"))
                    .containsExactly("Backup physicians", "Day physicians", "Night physicians");
            assertThat(values(service, ANA, "watchbill://member/{member}/shifts", "member", "mar"))
                    .containsExactly("Elena Marsh");
            assertThat(values(service, ANA, "watchbill://member/{member}/shifts", "member", "%"))
                    .isEmpty();
        }
    }

    @Test
    void tellsSubscribersOfChangesOfDataAndOfThePassingOfTime() {
        try (Clinic clinic = Clinic.on(TestDatabase.POSTGRES);
                McpStream stream = clinic.service()
                        .mcp(BEN)
                        .listen(List.of(
                                "watchbill://schedule", "watchbill://requests/pending", "watchbill://schedule/None"))) {
            assertThat(stream.next().at("/params/notifications").toString())
                    .isEqualTo(
                            "{\"resourceSubscriptions\":[\"watchbill://schedule\",\"watchbill://requests/pending\"]}");

            clinic.anaAsksBen();
            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo("watchbill://requests/pending");

            clinic.service().time().set(SATURDAY_MORNING.minusSeconds(1));
            clinic.service().time().set(SATURDAY_MORNING);
            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo("watchbill://schedule");
        }
    }

    private static JsonNode read(RunningSchedule service, Caller caller, String uri) {
        McpReply reply = service.mcp(caller).read(uri);
        JsonNode contents = reply.result().at("/contents/0");
        assertThat(contents.path("uri").stringValue(""))
                .as(reply.body().toString())
                .isEqualTo(uri);
        assertThat(contents.path("mimeType").stringValue()).isEqualTo("application/json");
        return Json.parse(contents.path("text").stringValue().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> values(
            RunningSchedule service, Caller caller, String reference, String argument, String typed) {
        McpReply reply = service.mcp(caller).complete(reference, argument, typed, Map.of());
        return reply.result()
                .at("/completion/values")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String uriAndPolicy(JsonNode item) {
        String uri = item.path("uri").stringValue(item.path("uriTemplate").stringValue(""));
        return uri + " " + item.at("/_meta/org.watchbill~1policy");
    }

    private static String shift(JsonNode shift) {
        return String.join(
                " ",
                shift.path("shift").stringValue(),
                shift.at("/member/name").stringValue(),
                shift.at("/starts/local").stringValue(),
                shift.at("/ends/local").stringValue());
    }

    private static Caller only(Caller caller, String... scopes) {
        return new Caller(
                caller.subject(),
                caller.organisation(),
                caller.role(),
                Set.of(scopes),
                caller.clientId(),
                caller.tokenId(),
                caller.profile());
    }

    private static Caller foreign() {
        return new Caller(
                ADMIN.subject(),
                new Caller.Organisation(new UUID(7, 7), "Elsewhere", ZoneId.of("Europe/Madrid")),
                ADMIN.role(),
                ADMIN.scopes(),
                ADMIN.clientId(),
                ADMIN.tokenId(),
                ADMIN.profile());
    }
}
