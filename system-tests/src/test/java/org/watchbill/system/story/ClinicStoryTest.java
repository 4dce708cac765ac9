package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.AuditLog;
import org.watchbill.system.client.Browser;
import org.watchbill.system.client.Elicitation;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.Form;
import org.watchbill.system.client.McpClient;
import org.watchbill.system.client.Person;
import org.watchbill.system.suite.AccountFixture;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;

/** The main job, end to end: from the set-up link to a shift that changed hands, confirmed and audited. */
final class ClinicStoryTest {

    private static final Person DANA = new Person("dana@lakeside.example", "four words are enough");
    private static final List<String> MEMBERS_TOOLS = List.of(
            "get_current_schedule",
            "get_my_shifts",
            "get_team_members",
            "get_pending_requests",
            "submit_coverage_request");
    private static final String DAY = "2027-05-03";

    @ParameterizedTest
    @EnumSource
    void aNewClinicImportsItsRosterAndMovesAShift(Storage storage) throws IOException {
        try (WatchbillSuite suite = WatchbillSuite.start(storage, Content.EMPTY)) {
            foundClinic(suite);
            importRoster(suite);
            Person eva = new AccountFixture(suite.plan(), DANA).add("Eva Mala", "eva@lakeside.example", "member");
            Accounts accounts = new Accounts(suite.plan());
            AuditLog log = accounts.auditLog(DANA);
            McpClient evasAssistant = accounts.connect(Era.MODERN, eva, Accounts.MEMBER_SCOPE);
            McpClient danasAssistant = accounts.connect(Era.LEGACY, DANA, Accounts.ADMIN_SCOPE);
            AuditTrail trail = new AuditTrail(log, danasAssistant);

            assertThat(evasAssistant.toolNames()).containsExactlyInAnyOrderElementsOf(MEMBERS_TOOLS);
            assertThat(danasAssistant.toolNames())
                    .containsAll(MEMBERS_TOOLS)
                    .contains("approve_request", "deny_request")
                    .hasSize(7);
            assertThat(onCall(evasAssistant)).containsExactly("Eva Mala");

            List<JsonNode> events = trail.of(() -> {
                String request = submit(evasAssistant, memberId(evasAssistant, "Filip Cerny"));
                assertThat(onCall(evasAssistant)).containsExactly("Eva Mala");
                approve(danasAssistant, request);
            });

            assertThat(onCall(evasAssistant)).containsExactly("Filip Cerny");
            assertThat(events.stream().map(ClinicStoryTest::summary))
                    .containsExactly("submit_coverage_request success", "approve_request success");
            assertThat(log.isIntact()).isTrue();
        }
    }

    private static void foundClinic(WatchbillSuite suite) throws IOException {
        URI link = URI.create(Files.readString(suite.plan().setUpLink()).strip());
        Browser browser = new Browser();
        Form form = browser.open(link)
                .formWith("slug")
                .fill("organisation", "Lakeside Clinic")
                .fill("slug", "lakeside")
                .fill("zone", "Europe/Prague")
                .fill("name", "Dana Novak")
                .fill("email", DANA.email())
                .fill("password", DANA.password());
        assertThat(browser.submit(form).status()).isEqualTo(200);
        assertThat(new Browser().open(link).asksFor("slug"))
                .as("the link works once")
                .isFalse();
    }

    private static void importRoster(WatchbillSuite suite) throws IOException {
        Roster roster = new Roster(suite.plan());
        roster.importMembers(
                "name,email,phone",
                "Dana Novak,dana@lakeside.example,+420 601 000 001",
                "Eva Mala,eva@lakeside.example,+420 601 000 002",
                "Filip Cerny,filip@lakeside.example,+420 601 000 003");
        roster.importShiftTypes(
                "code,name,days,start,end",
                "ICU,Intensive care,Mon-Fri,07:00,19:00",
                "ICU,Intensive care,Sat Sun,08:00,20:00");
        roster.importShifts(
                "date,shift,member",
                "2027-05-03,ICU,eva@lakeside.example",
                "2027-05-04,ICU,Filip Cerny",
                "2027-05-08,ICU,dana@lakeside.example");
    }

    private static List<String> onCall(McpClient client) {
        JsonNode answer = client.call("get_current_schedule", Json.object().put("date", DAY))
                .content();
        return answer.path("on_call")
                .valueStream()
                .map(shift -> shift.path("member").path("name").asString())
                .toList();
    }

    private static String memberId(McpClient client, String name) {
        return client.call("get_team_members", Json.object().put("query", name))
                .content()
                .path("members")
                .path(0)
                .path("id")
                .asString();
    }

    private static String submit(McpClient client, String candidate) {
        Elicitation person = Elicitation.accepting();
        JsonNode arguments = Json.object()
                .put("date", DAY)
                .put("shift_type", "ICU")
                .put("candidate_id", candidate)
                .put("reason", "A conference");
        JsonNode answer =
                client.call("submit_coverage_request", arguments, person).content();
        assertThat(person.questions()).hasSize(1);
        assertThat(person.questions().getFirst()).contains("Intensive care", "Filip Cerny");
        return answer.path("request").path("id").asString();
    }

    private static void approve(McpClient client, String request) {
        Elicitation person = Elicitation.accepting();
        client.call("approve_request", Json.object().put("request_id", request), person)
                .content();
        assertThat(person.questions()).hasSize(1);
        assertThat(person.questions().getFirst()).contains("Eva Mala", "Filip Cerny");
    }

    private static String summary(JsonNode event) {
        return event.path("operation").asString() + " " + event.path("outcome").asString();
    }
}
