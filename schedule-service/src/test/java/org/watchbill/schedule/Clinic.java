package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** A small clinic in a running service: Ana, Ben, Cleo and the administrator Avery, with shifts of three days. */
final class Clinic implements AutoCloseable {

    static final String MEMBERS = """
            name,email,phone,pager,role
            Ana Ruiz,ana@harbor.example,+1 555 0101,0101,Cardiologist
            Ben Okafor,ben@harbor.example,+1 555 0102,,Cardiologist
            Cleo Hart,cleo@harbor.example,,,
            Avery Stone,admin@harbor.example,,,Manager
            """;
    static final String SHIFT_TYPES = """
            code,name,days,start,end
            D,Day,Mon-Fri,07:00,19:00
            D,Day,Sat Sun,08:00,20:00
            N,Night,daily,20:00,07:00
            """;
    static final String ROSTER = """
            date,shift,member,position
            2026-11-21,D,ana@harbor.example,
            2026-11-21,N,Cleo Hart,
            2026-11-23,D,Ana Ruiz,1
            2026-11-23,D,Cleo Hart,2
            2026-11-24,D,ben@harbor.example,
            2026-11-24,N,ana@harbor.example,
            """;

    private final RunningSchedule service;

    private Clinic(RunningSchedule service) {
        this.service = service;
    }

    static Clinic on(TestDatabase database) {
        Clinic clinic = new Clinic(RunningSchedule.on(database));
        clinic.load("members", MEMBERS);
        clinic.load("shift-types", SHIFT_TYPES);
        clinic.load("roster", ROSTER);
        return clinic;
    }

    RunningSchedule service() {
        return service;
    }

    void load(String kind, String csv) {
        HttpCalls.Answer answer = service.post(RunningSchedule.ADMIN, "/api/v1/imports/" + kind, csv);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    String member(String name) {
        return service.rows("SELECT id FROM member WHERE name = '" + name + "'").getFirst();
    }

    String assignment(String date, String name) {
        return service.rows("SELECT a.id FROM assignment a JOIN member m ON m.id = a.member_id WHERE a.shift_date = '"
                        + date + "' AND m.name = '" + name + "' AND a.title = 'Day'")
                .getFirst();
    }

    /** Ana's day shift on Monday 23 November, with Ben as candidate. */
    JsonNode anaAsksBen() {
        McpReply reply = service.mcp(RunningSchedule.ANA)
                .call(
                        "submit_coverage_request",
                        Map.of(
                                "date", "2026-11-23",
                                "shift_type", "D",
                                "candidate_id", member("Ben Okafor"),
                                "reason", "A conference"));
        assertThat(reply.value().isMissingNode()).as(reply.body().toString()).isFalse();
        return reply.value().path("request");
    }

    McpReply call(Caller caller, String tool, Map<String, ?> arguments) {
        return service.mcp(caller).call(tool, arguments);
    }

    /** Operation, outcome and code of the audit events since the roster was loaded. */
    List<String> audited() {
        return service.rows("SELECT event FROM outbox ORDER BY sequence_number").stream()
                .map(Clinic::summary)
                .filter(summary -> !summary.startsWith("import_"))
                .toList();
    }

    private static String summary(String event) {
        JsonNode json = Json.parse(event.getBytes(StandardCharsets.UTF_8));
        return "%s %s %s"
                .formatted(
                        json.path("operation").stringValue(""),
                        json.path("outcome").stringValue(""),
                        json.path("code").stringValue(""))
                .strip();
    }

    @Override
    public void close() {
        service.close();
    }
}
