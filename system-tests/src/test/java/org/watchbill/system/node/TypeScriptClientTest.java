package org.watchbill.system.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.watchbill.kit.json.Json;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;

/** The official TypeScript client, knowing only the gateway's address, in each way it can negotiate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TypeScriptClientTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 3, 1);

    private final WatchbillSuite suite = WatchbillSuite.start(Storage.H2, Content.DEMO);

    @BeforeAll
    void importRoster() throws IOException {
        Roster roster = new Roster(suite.plan());
        roster.importShiftTypes("code,name,days,start,end", "TS,TypeScript duty,Mon-Sun,08:00,20:00");
        roster.importShifts(
                "date,shift,member",
                "2027-03-01,TS,ana@harbor.example",
                "2027-03-02,TS,ana@harbor.example",
                "2027-03-03,TS,ana@harbor.example");
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    void negotiatingFindsTheNewRevisionAndDoesTheMainJob() throws IOException {
        assertMainJob("auto", "2026-07-28", FIRST_DAY);
    }

    @Test
    void pinnedToTheNewRevisionItDoesTheMainJob() throws IOException {
        assertMainJob("pin", "2026-07-28", FIRST_DAY.plusDays(1));
    }

    @Test
    void inASessionOfTheOldRevisionItDoesTheMainJob() throws IOException {
        assertMainJob("legacy", "2025-11-25", FIRST_DAY.plusDays(2));
    }

    private void assertMainJob(String mode, String revision, LocalDate day) throws IOException {
        JsonNode seen = run(mode, day);
        assertThat(seen.path("era").asString()).isEqualTo(revision);
        assertThat(seen.path("tools").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "get_current_schedule",
                        "get_my_shifts",
                        "get_pending_requests",
                        "get_team_members",
                        "submit_coverage_request");
        assertThat(seen.path("schedule").toString()).contains("Ana Ruiz", "TypeScript duty", day + "T08:00");
        assertThat(seen.path("questions").valueStream().map(JsonNode::asString))
                .hasSize(1)
                .allSatisfy(question -> assertThat(question).contains("TypeScript duty"));
        assertThat(seen.path("coverageError").asBoolean()).isFalse();
        assertThat(seen.path("coverage").toString()).contains("Ana Ruiz").contains("\"open\"");
        assertThat(seen.path("consents").asInt())
                .as("one to read, one more when the request needs a right to write")
                .isEqualTo(2);
    }

    private JsonNode run(String mode, LocalDate day) throws IOException {
        NodeRuntime node = node();
        String output = node.run(
                "client.mjs",
                suite.plan().mcp().toString(),
                mode,
                Accounts.ANA.email(),
                Accounts.ANA.password(),
                day.toString(),
                "TS");
        return Json.parse(output.getBytes(StandardCharsets.UTF_8));
    }

    private static NodeRuntime node() throws IOException {
        if (!NodeRuntime.isUsable()) {
            String message = "SKIPPED: the TypeScript client needs Node 20 or later, and there is none on the path";
            System.err.println(message);
            assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
            assumeTrue(false, message);
        }
        return NodeRuntime.installed(Path.of("node"), Path.of("target", "node-client"));
    }
}
