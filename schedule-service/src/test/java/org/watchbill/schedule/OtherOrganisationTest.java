package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** An administrator of another organisation who has got hold of ids. */
class OtherOrganisationTest {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final Caller STRANGER = new Caller(
            ADMIN.subject(),
            new Caller.Organisation(new UUID(7, 7), "Elsewhere", ZoneId.of("Europe/Madrid")),
            ADMIN.role(),
            ADMIN.scopes(),
            ADMIN.clientId(),
            ADMIN.tokenId(),
            ADMIN.profile());

    /** A tool, its argument that takes an id, and what else the call needs. */
    private record Probe(String tool, String argument, String id, Map<String, String> others) {

        Map<String, String> arguments(String value) {
            Map<String, String> all = new HashMap<>(others);
            all.put(argument, value);
            return all;
        }
    }

    @ParameterizedTest
    @EnumSource
    void n37IdsOfAnotherOrganisationAreAnsweredAsIfTheyDidNotExist(TestDatabase database) {
        try (RunningSchedule service = RunningSchedule.withDemo(database.settings())) {
            strangersOwn(service, "members", "name,email\nZoe Zimmer,admin@harbor.example\n");
            strangersOwn(service, "shift-types", "code,name,days,start,end\nD,Day,daily,08:00,20:00\n");
            strangersOwn(service, "roster", "date,shift,member\n2026-11-28,D,Zoe Zimmer\n");
            List<Probe> probes = List.of(
                    new Probe("approve_request", "request_id", one(service, "shift_request"), Map.of()),
                    new Probe("deny_request", "request_id", one(service, "shift_request"), Map.of("reason", "No")),
                    new Probe("submit_coverage_request", "assignment_id", one(service, "assignment"), Map.of()),
                    new Probe(
                            "submit_coverage_request",
                            "candidate_id",
                            one(service, "member"),
                            Map.of("date", "2026-11-28", "shift_type", "D")),
                    new Probe("get_current_schedule", "team_id", one(service, "team"), Map.of()),
                    new Probe("get_pending_requests", "team_id", one(service, "team"), Map.of()),
                    new Probe("get_team_members", "team_id", one(service, "team"), Map.of()));
            assertThat(probes.stream().map(probe -> probe.tool() + " " + probe.argument()))
                    .as("every argument that takes an id is tried")
                    .containsExactlyInAnyOrderElementsOf(argumentsThatTakeIds(service));
            List<String> before = service.rows("SELECT * FROM shift_request");
            for (Probe probe : probes) {
                String stolen = answer(service, probe, probe.id());
                assertThat(stolen).as(probe.tool()).isEqualTo(answer(service, probe, NOBODY));
            }
            assertThat(service.rows("SELECT * FROM shift_request")).isEqualTo(before);
        }
    }

    /** The id of a row of the demo organisation. */
    private static String one(RunningSchedule service, String table) {
        return service.rows("SELECT id FROM " + table + " WHERE organisation_id <> '" + new UUID(7, 7)
                        + "' ORDER BY id DESC")
                .getFirst();
    }

    private static void strangersOwn(RunningSchedule service, String kind, String csv) {
        HttpCalls.Answer answer = service.post(STRANGER, "/api/v1/imports/" + kind, csv);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String answer(RunningSchedule service, Probe probe, String id) {
        return service.mcp(STRANGER)
                .call(probe.tool(), probe.arguments(id))
                .body()
                .path("result")
                .toString()
                .replace(id, "ID");
    }

    private static Set<String> argumentsThatTakeIds(RunningSchedule service) {
        Set<String> found = new TreeSet<>();
        for (JsonNode tool : service.mcp(STRANGER).list().body().path("result").path("tools")) {
            tool.at("/inputSchema/properties").properties().forEach(property -> {
                if (property.getValue().path("format").stringValue("").equals("uuid")) {
                    found.add(tool.path("name").stringValue() + " " + property.getKey());
                }
            });
        }
        return found;
    }
}
