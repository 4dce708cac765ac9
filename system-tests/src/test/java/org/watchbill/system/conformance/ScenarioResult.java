package org.watchbill.system.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How one scenario went.
 *
 * @param checks how many of its checks succeeded
 * @param skipped how many it left out, such as those for what the server does not announce
 * @param failures what the failed checks say; a warning is a failure, as nothing here is allowed to stay below SHOULD
 */
public record ScenarioResult(String set, String scenario, int checks, int skipped, List<String> failures) {

    private static final Set<String> FAILED = Set.of("FAILURE", "WARNING");

    public ScenarioResult {
        failures = List.copyOf(failures);
    }

    /** Reads the {@code checks.json} that the suite leaves. */
    static ScenarioResult of(String set, String scenario, JsonNode checks) {
        List<String> failures = new ArrayList<>();
        int succeeded = 0;
        int skipped = 0;
        for (JsonNode check : checks) {
            String status = check.path("status").asString("");
            if (FAILED.contains(status)) {
                failures.add(status + " " + check.path("id").asString("") + ": "
                        + check.path("errorMessage")
                                .asString(check.path("description").asString("")));
            } else if (status.equals("SUCCESS")) {
                succeeded++;
            } else if (status.equals("SKIPPED")) {
                skipped++;
            }
        }
        return new ScenarioResult(set, scenario, succeeded, skipped, failures);
    }

    public Outcome outcome() {
        if (!failures.isEmpty()) {
            return Outcome.FAILED;
        }
        return checks > 0 ? Outcome.PASSED : Outcome.SKIPPED;
    }

    /** The line for people, with one more line for each failed check. */
    public String line() {
        String rest = skipped == 0 ? "" : ", " + skipped + " skipped";
        String head = "%-8s%-12s%s (%d checks%s)".formatted(outcome().label(), set, scenario, checks, rest);
        return String.join(
                "\n",
                Stream.concat(Stream.of(head), failures.stream().map(failure -> "        " + failure))
                        .toList());
    }

    /** Skipped is what the suite itself leaves out, as it cannot check it yet. */
    public enum Outcome {
        PASSED("passed"),
        FAILED("FAILED"),
        SKIPPED("skipped");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
