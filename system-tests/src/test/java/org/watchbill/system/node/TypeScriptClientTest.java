package org.watchbill.system.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.story.ApiTokens;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;

/** The official TypeScript client, knowing only the gateway's address, in each way it can negotiate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TypeScriptClientTest {

    private static final String STDIO = "org.watchbill.gateway.stdio.StdioMain";
    /** How often the person is asked for consent: once more when a request needs a right to write. */
    private static final int TO_READ_THEN_TO_WRITE = 2;

    private static final int AT_ONCE = 1;
    private static final int NEVER = 0;
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
                "2027-03-03,TS,ana@harbor.example",
                "2027-03-04,TS,ana@harbor.example",
                "2027-03-05,TS,ana@harbor.example",
                "2027-03-06,TS,ana@harbor.example");
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    void negotiatingFindsTheNewRevisionAndDoesTheMainJob() throws IOException {
        assertMainJob(signedIn("auto", "/mcp", FIRST_DAY), "2026-07-28", FIRST_DAY, TO_READ_THEN_TO_WRITE);
    }

    @Test
    void pinnedToTheNewRevisionItDoesTheMainJob() throws IOException {
        LocalDate day = FIRST_DAY.plusDays(1);
        assertMainJob(signedIn("pin", "/mcp", day), "2026-07-28", day, TO_READ_THEN_TO_WRITE);
    }

    @Test
    void inASessionOfTheOldRevisionItDoesTheMainJob() throws IOException {
        LocalDate day = FIRST_DAY.plusDays(2);
        assertMainJob(signedIn("legacy", "/mcp", day), "2025-11-25", day, TO_READ_THEN_TO_WRITE);
    }

    @Test
    void overTheOlderTransportItDoesTheMainJob() throws IOException {
        LocalDate day = FIRST_DAY.plusDays(3);
        assertMainJob(signedIn("sse", "/sse", day), "2025-11-25", day, AT_ONCE);
    }

    @ParameterizedTest
    @CsvSource({"stdio-auto, 2026-07-28, 2027-03-05", "stdio-legacy, 2025-11-25, 2027-03-06"})
    void throughAProgramThatItStartsItDoesTheMainJob(String way, String revision, LocalDate day) throws IOException {
        String token = new ApiTokens(suite.plan(), Accounts.ANA).make(way, "requests:write");
        NodeRuntime.Ended ended = node().execute(
                        Map.of("WATCHBILL_TOKEN", token),
                        Duration.ofMinutes(1),
                        List.of(
                                "client.mjs",
                                suite.plan().mcp().toString(),
                                way,
                                "",
                                "",
                                day.toString(),
                                "TS",
                                java(),
                                "-cp",
                                ServiceProcess.jar(Service.GATEWAY).toString(),
                                STDIO));
        assertThat(ended.exit()).as(ended.errors()).isZero();
        assertMainJob(Json.parse(ended.output().getBytes(StandardCharsets.UTF_8)), revision, day, NEVER);
    }

    private static void assertMainJob(JsonNode seen, String revision, LocalDate day, int consents) {
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
        assertThat(seen.path("consents").asInt()).isEqualTo(consents);
    }

    private JsonNode signedIn(String way, String path, LocalDate day) throws IOException {
        String output = node().run(
                        "client.mjs",
                        suite.plan().url(Service.GATEWAY) + path,
                        way,
                        Accounts.ANA.email(),
                        Accounts.ANA.password(),
                        day.toString(),
                        "TS");
        return Json.parse(output.getBytes(StandardCharsets.UTF_8));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
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
