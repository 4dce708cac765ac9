package org.watchbill.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each set of the MCP conformance suite against the gateway, through OAuth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceTest {

    private final Harness harness = Harness.required();
    private final GatewayUnderTest gateway = GatewayUnderTest.start();

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingInTheSetFails(ScenarioSet set) {
        List<ScenarioResult> results = harness.run(set, gateway.mcp(), gateway.token());
        assertThat(results.stream()
                        .filter(result -> result.outcome() == ScenarioResult.Outcome.FAILED)
                        .map(ScenarioResult::line))
                .isEmpty();
        assertThat(results.stream().filter(result -> result.outcome() == ScenarioResult.Outcome.PASSED))
                .isNotEmpty();
    }
}
