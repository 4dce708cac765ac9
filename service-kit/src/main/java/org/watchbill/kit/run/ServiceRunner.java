package org.watchbill.kit.run;

import java.time.InstantSource;
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

    private ServiceRunner() {}

    public static void run(String service, InstantSource time, Starter starter) {
        throw new UnsupportedOperationException(service + time + starter);
    }
}
