package org.watchbill.kit.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;

/**
 * Runs a service as a process: reads the settings, starts it, writes the file named by {@code WATCHBILL_READY_FILE} once
 * it is ready, closes it on SIGTERM. A broken setting or a port in use prints one line and ends the process with 2.
 */
public final class ServiceRunner {

    /** Builds and starts the service. */
    @FunctionalInterface
    public interface Starter {

        AutoCloseable start(Settings settings, InstantSource time);
    }

    private static final int FAILED = 1;
    private static final int BROKEN_SETTING = 2;

    private ServiceRunner() {}

    public static void run(String service, InstantSource time, Starter starter) {
        JsonLog log = JsonLog.install();
        try {
            Map<String, String> environment = System.getenv();
            Settings settings = Settings.load(service, environment);
            AutoCloseable running = starter.start(settings, time);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(running, log)));
            String readyFile = environment.get("WATCHBILL_READY_FILE");
            if (readyFile != null) {
                writeReadyFile(Path.of(readyFile), running, settings);
            }
            EventLog.named("org.watchbill.run").info("service ready", Field.of("service", service));
        } catch (ConfigurationException e) {
            System.err.println(service + ": " + e.getMessage());
            System.exit(BROKEN_SETTING);
        } catch (Throwable e) {
            System.err.println(service + ": cannot start");
            e.printStackTrace();
            System.exit(FAILED);
        }
    }

    /** One line, {@code pid port internal-port}, put in place whole. */
    private static void writeReadyFile(Path file, AutoCloseable running, Settings settings) {
        int port =
                running instanceof RunningService service ? service.port() : settings.number("server.port", 0, 65535);
        int internal = running instanceof RunningService service
                ? service.internalPort()
                : settings.number("server.internal-port", 0, 65535);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.writeString(draft, ProcessHandle.current().pid() + " " + port + " " + internal + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the ready file " + file, e);
        }
    }

    private static void stop(AutoCloseable running, JsonLog log) {
        try {
            running.close();
            log.print("service stopped");
        } catch (Exception e) {
            System.err.println("The service did not stop cleanly");
            e.printStackTrace();
        }
    }
}
