package org.watchbill.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.json.Json;

final class ScenarioResultTest {

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, SUCCESS, PASSED",
        "SUCCESS, INFO, PASSED",
        "SUCCESS, SKIPPED, PASSED",
        "SUCCESS, FAILURE, FAILED",
        "SUCCESS, WARNING, FAILED",
        "INFO, WARNING, FAILED",
        "SKIPPED, INFO, SKIPPED",
    })
    void everyCheckDecides(String first, String second, ScenarioResult.Outcome expected) {
        assertThat(read(first, second).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"FAILURE", "WARNING"})
    void theLineNamesEachFailedCheck(String status) {
        assertThat(read("SUCCESS", status).line()).isEqualTo("""
                FAILED  2026-07-28  some-scenario (1 checks)
                        %s second: it is wrong""".formatted(status));
    }

    @Test
    void theLineCountsWhatTheSuiteLeftOut() {
        assertThat(read("SUCCESS", "SKIPPED").line())
                .isEqualTo("passed  2026-07-28  some-scenario (1 checks, 1 skipped)");
    }

    private static ScenarioResult read(String first, String second) {
        String checks = """
                [{"id": "first", "status": "%s"}, {"id": "second", "status": "%s", "errorMessage": "it is wrong"}]
                """.formatted(first, second);
        return ScenarioResult.of("2026-07-28", "some-scenario", Json.parse(checks.getBytes(StandardCharsets.UTF_8)));
    }
}
