package org.watchbill.system.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.SuitePlan;
import tools.jackson.databind.JsonNode;

/** Programs that register, open a browser and wait at a port of their own for the answer. */
final class ProgramsWithBrowserTest {

    private static final String INSPECTOR = "@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    private final ClientSuite suite = ClientSuite.shared();
    private final String mcp = suite.plan().mcp().toString();

    @Test
    void mcpRemoteDoesTheMainJobForAClientThatKnowsOnlyStdio() {
        LocalDate day = suite.takeDay();
        JsonNode seen = suite.node()
                .run(
                        suite.alone(Map.of()),
                        "client-v1.mjs",
                        mcp,
                        "remote",
                        Accounts.ANA.email(),
                        Accounts.ANA.password(),
                        day.toString(),
                        "TS",
                        "node",
                        ClientSuite.modules("mcp-remote/dist/proxy.js"),
                        mcp,
                        "" + SuitePlan.freePort());
        new MainJob(seen).assertDone(day, MainJob.TO_READ_THEN_TO_WRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void theInspectorOnTheCommandLineCallsATool(String era) {
        LocalDate day = suite.takeDay();
        JsonNode answer = suite.attended(
                Map.of("MCP_AUTO_OPEN_ENABLED", "true", "MCP_INSPECTOR_SECRET_STORE", "memory"),
                List.of(
                        ClientSuite.modules(INSPECTOR),
                        "--cli",
                        mcp,
                        "--protocol-era",
                        era,
                        "--method",
                        "tools/call",
                        "--tool-name",
                        "get_current_schedule",
                        "--tool-arg",
                        "date=" + day,
                        "--format",
                        "json",
                        "--callback-url",
                        "http://127.0.0.1:" + SuitePlan.freePort() + "/oauth/callback"));
        assertThat(answer.path("result").path("structuredContent").toString())
                .contains("Ana Ruiz", "TypeScript duty", day + "T08:00");
    }
}
