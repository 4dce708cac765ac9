package org.watchbill.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Http;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.SuitePlan;

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

    @Test
    void noScenarioForAuthorizationServersFails() {
        URI issuer = gateway.issuer();
        String id = Http.postJson(
                        issuer.resolve("/register"), Json.parse("""
                                {"client_name": "Conformance", "redirect_uris": ["http://127.0.0.1/callback"]}
                                """.getBytes(StandardCharsets.UTF_8)), Map.of())
                .expect(201)
                .json()
                .path("client_id")
                .asString();
        List<ScenarioResult> results =
                harness.runAuthorization(issuer, id, SuitePlan.freePort(), gateway.mcp(), Accounts.ANA);
        assertThat(results)
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.line()).isEqualTo(ScenarioResult.Outcome.PASSED));
    }
}
