package org.watchbill.system.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Node and npm of this machine, and the test's own folder for packages under {@code target}. */
public final class NodeRuntime {

    private static final int OLDEST = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Set<Path> INSTALLED = new HashSet<>();

    /** How a run of Node ended and what it said on both of its outputs. */
    public record Ended(int exit, String output, String errors) {}

    private final Path folder;

    private NodeRuntime(Path folder) {
        this.folder = folder;
    }

    public static boolean isUsable() {
        try {
            String version = run(Path.of("."), List.of("node", "--version"));
            return Integer.parseInt(version.strip().substring(1).split("\\.", 2)[0]) >= OLDEST;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The clients of {@code node}, for tests, which are skipped aloud on a machine without Node, though never in CI. */
    static NodeRuntime required() {
        if (!isUsable()) {
            String message = "SKIPPED: the clients in JavaScript need Node 20 or later, and there is none on the path";
            System.err.println(message);
            assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
            assumeTrue(false, message);
        }
        try {
            return installed(Path.of("node"), Path.of("target", "node-client"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the scripts and installs just the locked packages, once for all tests. */
    public static synchronized NodeRuntime installed(Path scripts, Path folder) throws IOException {
        NodeRuntime runtime = new NodeRuntime(folder);
        if (INSTALLED.add(folder)) {
            runtime.install(scripts);
        }
        return runtime;
    }

    private void install(Path scripts) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(scripts)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        run(folder, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }

    /** The line of JSON that the script prints on standard output; an error with everything it said when it fails. */
    JsonNode run(Map<String, String> environment, String... command) {
        Ended ended = execute(environment, PATIENCE, List.of(command));
        if (ended.exit() != 0) {
            throw new AssertionError(
                    List.of(command) + " ended with " + ended.exit() + ": " + ended.output() + ended.errors());
        }
        return Json.parse(ended.output().getBytes(StandardCharsets.UTF_8));
    }

    /** Runs {@code node} in the folder with more variables in its environment; it is killed when it takes too long. */
    public Ended execute(Map<String, String> environment, Duration patience, List<String> arguments) {
        return execute(
                folder,
                environment,
                patience,
                Stream.concat(Stream.of("node"), arguments.stream()).toList());
    }

    private static String run(Path folder, List<String> command) {
        Ended ended = execute(folder, Map.of(), PATIENCE, command);
        if (ended.exit() != 0) {
            throw new AssertionError(command + " ended with " + ended.exit() + ": " + ended.output() + ended.errors());
        }
        return ended.output();
    }

    private static Ended execute(
            Path folder, Map<String, String> environment, Duration patience, List<String> command) {
        try {
            Path errors = Files.createTempFile("node", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> endLate(process, patience));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = waitFor(process);
            String said = Files.readString(errors);
            Files.delete(errors);
            return new Ended(exit, output, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endLate(Process process, Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
