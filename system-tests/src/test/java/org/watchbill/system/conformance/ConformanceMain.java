package org.watchbill.system.conformance;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.watchbill.system.conformance.fixture.Fixtures;
import org.watchbill.system.conformance.server.McpServer;

/** {@code conformance/run}: starts everything, runs the sets named, prints a line a scenario and a last one. */
final class ConformanceMain {

    private ConformanceMain() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(ConformanceMain::endChildren));
        List<String> sets = List.of(arguments);
        Harness harness = Harness.installed();
        boolean allPassed = sets.contains("fixtures") ? fixtures(harness) : gateway(harness, sets);
        System.exit(allPassed ? 0 : 1);
    }

    /** Nothing outlives this process, however it ends. */
    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean fixtures(Harness harness) {
        try (McpServer server = Fixtures.start(0)) {
            URI mcp = server.url().resolve("/mcp");
            return report(Stream.of(ScenarioSet.REVISION_2026_07_28), set -> harness.run(set, mcp, "any"));
        }
    }

    private static boolean gateway(Harness harness, List<String> sets) {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            return report(chosen(sets), set -> harness.run(set, gateway.mcp(), gateway.token()));
        }
    }

    private static boolean report(Stream<ScenarioSet> sets, Function<ScenarioSet, List<ScenarioResult>> run) {
        PrintStream out = System.out;
        List<ScenarioResult> results = new ArrayList<>();
        sets.forEach(set -> {
            List<ScenarioResult> found = run.apply(set);
            found.forEach(result -> out.println(result.line()));
            results.addAll(found);
        });
        long failed = count(results, ScenarioResult.Outcome.FAILED);
        out.println(count(results, ScenarioResult.Outcome.PASSED) + " passed, " + failed + " failed");
        return failed == 0;
    }

    private static long count(List<ScenarioResult> results, ScenarioResult.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private static Stream<ScenarioSet> chosen(List<String> labels) {
        List<ScenarioSet> all = List.of(ScenarioSet.values());
        return labels.isEmpty() || labels.contains("all")
                ? all.stream()
                : all.stream().filter(set -> labels.contains(set.label()));
    }
}
