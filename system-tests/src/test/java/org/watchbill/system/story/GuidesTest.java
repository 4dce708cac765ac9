package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.EventLines;
import org.watchbill.system.client.ModernMcpClient;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Prompts, resources and news of the schedule, as a client of the gateway gets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuidesTest {

    private static final String DAY = "2027-03-01";

    private final WatchbillSuite suite = WatchbillSuite.start(Storage.H2, Content.DEMO);
    private final Accounts accounts = new Accounts(suite.plan());
    private final ModernMcpClient ana =
            new ModernMcpClient(suite.plan().mcp(), accounts.token(Accounts.ANA, Accounts.MEMBER_SCOPE));

    @BeforeAll
    void importShift() throws IOException {
        Roster roster = new Roster(suite.plan());
        roster.importShiftTypes("code,name,days,start,end", "GD,Guide duty,Mon-Sun,08:00,20:00");
        roster.importShifts("date,shift,member", DAY + ",GD,ana@harbor.example");
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    void promptsLeadThroughTheUsualWork() {
        assertThat(names("prompts/list", "prompts", "name"))
                .containsExactly("arrange_meeting", "find_coverage", "hand_over_summary");

        JsonNode prompt = ana.send(
                        "prompts/get", "hand_over_summary", Json.object().put("name", "hand_over_summary"))
                .result();
        assertThat(prompt.path("messages").toString()).contains("watchbill://schedule", "requests/pending");
    }

    @Test
    void resourcesShowWhoIsOnCall() {
        assertThat(names("resources/list", "resources", "uri")).contains("watchbill://schedule");
        assertThat(names("resources/templates/list", "resourceTemplates", "uriTemplate"))
                .contains("watchbill://schedule/{team}");

        JsonNode contents = read("watchbill://schedule").path("contents").path(0);
        assertThat(contents.path("mimeType").asString()).isEqualTo("application/json");
        assertThat(contents.path("text").asString()).contains("America/New_York");
    }

    @Test
    void teamsAreSuggested() {
        ObjectNode parameters = Json.object();
        parameters.putObject("ref").put("type", "ref/resource").put("uri", "watchbill://schedule/{team}");
        parameters.putObject("argument").put("name", "team").put("value", "");
        JsonNode values = ana.send("completion/complete", "", parameters)
                .result()
                .path("completion")
                .path("values");
        assertThat(values.size()).isPositive();

        String first = values.get(0).asString().replace(" ", "%20");
        assertThat(read("watchbill://schedule/" + first).has("contents")).isTrue();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        ObjectNode parameters = Json.object().put("uri", "watchbill://schedule/no-such-team");
        JsonNode error = ana.send("resources/read", "watchbill://schedule/no-such-team", parameters)
                .message()
                .path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32602);
        assertThat(error.path("data").path("uri").asString()).isEqualTo("watchbill://schedule/no-such-team");
    }

    @Test
    void aSubscriberHearsOfANewRequest() {
        ObjectNode interest = Json.object();
        interest.putArray("resourceSubscriptions").add("watchbill://requests/pending");
        try (EventLines news = ana.listen(interest)) {
            JsonNode acknowledged = news.next();
            assertThat(acknowledged.path("method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(acknowledged.toString()).contains("watchbill://requests/pending");

            ana.call("submit_coverage_request", Json.object().put("date", DAY).put("shift_type", "GD"))
                    .content();

            JsonNode updated = news.next();
            assertThat(updated.path("method").asString()).isEqualTo("notifications/resources/updated");
            assertThat(updated.path("params").path("uri").asString()).isEqualTo("watchbill://requests/pending");
        }
    }

    private JsonNode read(String uri) {
        return ana.send("resources/read", uri, Json.object().put("uri", uri)).result();
    }

    private List<String> names(String method, String member, String key) {
        return ana.send(method, "", Json.object())
                .result()
                .path(member)
                .valueStream()
                .map(listed -> listed.path(key).asString())
                .toList();
    }
}
