package org.watchbill.system.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code ./watchbill} on a data folder and ports of its own. */
final class Launcher {

    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("watchbill");

    /** How a command ended, and all that it said. */
    record End(int exit, String output) {}

    private final Path folder;
    private final int portBase;

    Launcher(Path folder, int portBase) {
        this.folder = folder;
        this.portBase = portBase;
    }

    Path data() {
        return folder.resolve("data");
    }

    End run(String command, String... arguments) {
        return run(Map.of(), command, arguments);
    }

    /** Runs with more environment; the output goes through a file, which services left behind cannot hold open. */
    End run(Map<String, String> environment, String command, String... arguments) {
        try {
            Path output = Files.createTempFile(folder, command, ".out");
            Process process = start(environment, output, command, arguments);
            return new End(process.waitFor(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Process start(Map<String, String> environment, Path output, String command, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString(), command));
        if (!command.equals("bogus")) {
            line.addAll(List.of("--data", data().toString()));
        }
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("WATCHBILL_"));
        builder.environment().put("WATCHBILL_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("WATCHBILL_PORT_BASE", Integer.toString(portBase));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
