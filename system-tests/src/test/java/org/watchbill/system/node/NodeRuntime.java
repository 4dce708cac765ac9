package org.watchbill.system.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Node and npm of this machine, and the test's own folder for packages under {@code target}. */
final class NodeRuntime {

    private static final int OLDEST = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Set<Path> INSTALLED = new HashSet<>();

    private final Path folder;

    private NodeRuntime(Path folder) {
        this.folder = folder;
    }

    static boolean isUsable() {
        try {
            String version = run(Path.of("."), List.of("node", "--version"));
            return Integer.parseInt(version.strip().substring(1).split("\\.", 2)[0]) >= OLDEST;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Copies the scripts and installs just the locked packages, once for all tests. */
    static synchronized NodeRuntime installed(Path scripts, Path folder) throws IOException {
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

    /** What the script prints on standard output; an error with everything it said when it fails. */
    String run(String script, String... arguments) {
        return run(
                folder,
                Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList());
    }

    private static String run(Path folder, List<String> command) {
        try {
            Path errors = Files.createTempFile("node", ".err");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> endLate(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = waitFor(process);
            String said = Files.readString(errors);
            Files.delete(errors);
            if (exit != 0) {
                throw new AssertionError(command + " ended with " + exit + ": " + output + said);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
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
