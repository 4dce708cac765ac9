package org.watchbill.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.watchbill.system.conformance.fixture.Fixtures;
import org.watchbill.system.conformance.server.McpServer;

/** What is no success is no success: the harness and its script when things go wrong. */
final class HarnessTest {

    @Test
    void aServerThatHasGoneFails() {
        Harness harness = Harness.required();
        McpServer server = Fixtures.start(0);
        URI mcp = server.url().resolve("/mcp");
        server.close();
        assertThat(harness.run(ScenarioSet.REVISION_2025_03_26, mcp, "any"))
                .extracting(ScenarioResult::outcome)
                .containsExactly(ScenarioResult.Outcome.FAILED);
    }

    @Test
    void aServerOfTheNewRevisionAloneFailsTheOlderSets() {
        Harness harness = Harness.required();
        try (McpServer server = Fixtures.start(0)) {
            assertThat(harness.run(ScenarioSet.REVISION_2025_03_26, server.url().resolve("/mcp"), "any"))
                    .extracting(ScenarioResult::line)
                    .singleElement()
                    .asString()
                    .contains("FAILED  2025-03-26  server-session-lifecycle", "initialize failed with HTTP 400");
        }
    }

    @Test
    void theScriptExplainsItselfAndRefusesUnknownSets() throws IOException, InterruptedException {
        assertThat(script("--help")).startsWith("0 Usage:").contains("2025-06-18", "fixtures");
        assertThat(script("2026-07-28", "2027-01-01")).startsWith("2 conformance: unknown set: 2027-01-01\nUsage:");
    }

    private static String script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst("" + Path.of("conformance", "run").toAbsolutePath());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }
}
