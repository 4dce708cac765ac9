package org.watchbill.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.watchbill.system.conformance.fixture.Fixtures;
import org.watchbill.system.conformance.server.McpServer;

/** The fixtures pass the suite without a gateway before them, so what fails behind one is the gateway's. */
final class FixturesTest {

    @Test
    void nothingFailsAgainstTheFixturesThemselves() {
        Harness harness = Harness.required();
        try (McpServer server = Fixtures.start(0)) {
            List<ScenarioResult> results =
                    harness.run(ScenarioSet.REVISION_2026_07_28, server.url().resolve("/mcp"), "any");
            assertThat(results)
                    .hasSize(50)
                    .filteredOn(result -> result.outcome() == ScenarioResult.Outcome.FAILED)
                    .isEmpty();
        }
    }
}
