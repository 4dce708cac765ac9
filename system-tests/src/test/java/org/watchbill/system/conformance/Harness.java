package org.watchbill.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Person;
import org.watchbill.system.node.NodeRuntime;

/** The conformance suite as npm installs it, run in processes of its own. */
public final class Harness {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern RESULT = Pattern.compile("server-(.+?)-\\d{4}-\\d{2}-\\d{2}T[0-9-]+Z");

    private final NodeRuntime node;
    private final Path results;

    private Harness(NodeRuntime node, Path results) {
        this.node = node;
        this.results = results;
    }

    /** For tests, which are skipped aloud on a machine without Node, though never in CI. */
    static Harness required() {
        if (!NodeRuntime.isUsable()) {
            String message = "SKIPPED: the conformance suite needs Node 20 or later, and there is none on the path";
            System.err.println(message);
            assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
            assumeTrue(false, message);
        }
        return installed();
    }

    /** Installs the locked versions below {@code target}. */
    public static Harness installed() {
        try {
            Path target = Path.of("target").toAbsolutePath();
            NodeRuntime node = NodeRuntime.installed(Path.of("conformance"), target.resolve("conformance"));
            return new Harness(node, Files.createTempDirectory(target, "conformance-results"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a set against the endpoint with this access token, in the order of the suite. */
    public List<ScenarioResult> run(ScenarioSet set, URI mcp, String token) {
        Path folder = results.resolve(set.label());
        List<String> command = new ArrayList<>(
                List.of("--import", "./preload.mjs", set.program(), "server", "--url", "" + mcp, "-o", "" + folder));
        command.addAll(set.choice());
        NodeRuntime.Ended ended = node.execute(Map.of("MCP_BEARER", token), PATIENCE, command);
        List<ScenarioResult> found = read(set.label(), folder);
        if (found.size() < set.scenarios()) {
            String end = ended.output() + ended.errors();
            found.add(new ScenarioResult(
                    set.label(),
                    "the whole set",
                    0,
                    0,
                    List.of("%d of %d scenarios left results; the suite ended with %d and said: %s"
                            .formatted(
                                    found.size(),
                                    set.scenarios(),
                                    ended.exit(),
                                    end.substring(Math.max(0, end.length() - 2000))))));
        }
        return found;
    }

    /** Runs what the suite has for authorization servers, as a client that may answer at {@code port}; the person signs in. */
    List<ScenarioResult> runAuthorization(URI issuer, String clientId, int port, URI mcp, Person person) {
        Path folder = results.resolve("authorization");
        node.execute(
                Map.of(),
                PATIENCE,
                List.of(
                        "" + Path.of("node", "attend.mjs").toAbsolutePath(),
                        person.email(),
                        person.password(),
                        "node",
                        "--import",
                        "./preload.mjs",
                        ScenarioSet.REVISION_2026_07_28.program(),
                        "authorization",
                        "--url",
                        "" + issuer,
                        "--client-id",
                        clientId,
                        "--resource",
                        "" + mcp,
                        "-p",
                        "" + port,
                        "-o",
                        "" + folder));
        return read("authorization", folder);
    }

    private static List<ScenarioResult> read(String set, Path folder) {
        List<ScenarioResult> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> scenarios = Files.list(folder)) {
            for (Path scenario :
                    scenarios.sorted(Comparator.comparing(Harness::time)).toList()) {
                Path checks = scenario.resolve("checks.json");
                if (Files.exists(checks)) {
                    found.add(ScenarioResult.of(set, name(scenario), Json.parse(Files.readAllBytes(checks))));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String time(Path scenario) {
        String folder = "" + scenario.getFileName();
        return folder.substring(Math.max(0, folder.length() - 24));
    }

    private static String name(Path scenario) {
        Matcher matcher = RESULT.matcher("" + scenario.getFileName());
        return matcher.matches() ? matcher.group(1) : "" + scenario.getFileName();
    }
}
