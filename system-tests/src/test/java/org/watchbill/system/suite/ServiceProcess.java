package org.watchbill.system.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One service as an operating-system process of its built jar; killed and started again any number of times. */
public final class ServiceProcess {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final Service service;
    private final SuitePlan plan;
    private final String name;
    private final Map<String, String> more;
    private final Path jar;
    private final Path readyFile;
    private int compiler = 1;
    private volatile Optional<Process> process = Optional.empty();

    public ServiceProcess(Service service, SuitePlan plan) {
        this(service, plan, service.folder(), Map.of());
    }

    /** With both compilers, as in a container; others start with the quick one alone, as the launcher does. */
    public static ServiceProcess withBothCompilers(Service service, SuitePlan plan) {
        ServiceProcess process = new ServiceProcess(service, plan);
        process.compiler = 4;
        return process;
    }

    /** One of several processes of the same service: {@code name} tells them apart, {@code settings} win over the plan's. */
    public ServiceProcess(Service service, SuitePlan plan, String name, Map<String, String> settings) {
        this.service = service;
        this.plan = plan;
        this.name = name;
        this.more = Map.copyOf(settings);
        this.jar = jar(service);
        this.readyFile = plan.folder().resolve(name + ".ready");
    }

    /** The operating system's view of the process that was started last. */
    public ProcessHandle handle() {
        return process.orElseThrow().toHandle();
    }

    public Service service() {
        return service;
    }

    public synchronized void start() {
        try {
            Files.deleteIfExists(readyFile);
            process = Optional.of(builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process that was started last says that it takes requests. */
    public boolean isReady() {
        return process.filter(Process::isAlive).isPresent() && Files.exists(readyFile);
    }

    public void awaitReady() {
        Deadline.in(STARTS_WITHIN).require(name + " is ready, see " + log(), () -> {
            if (!process.map(Process::isAlive).orElse(false)) {
                throw new AssertionError(name + " ended while starting, see " + log());
            }
            return isReady();
        });
    }

    /** SIGKILL. */
    public synchronized void kill() {
        process.ifPresent(running -> end(running.destroyForcibly()));
    }

    /** SIGTERM, and SIGKILL for one that does not listen; answers whether it stopped by itself. */
    public synchronized boolean stop() {
        return process.map(running -> {
                    running.destroy();
                    boolean stopped = end(running);
                    running.destroyForcibly();
                    return stopped;
                })
                .orElse(true);
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=" + compiler,
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + plan.folder().resolve(name + ".jsa"),
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        builder.environment().keySet().removeIf(name -> name.startsWith("WATCHBILL_"));
        builder.environment().putAll(plan.environment(service));
        more.forEach((key, value) -> builder.environment().put(SuitePlan.variable(service, key), value));
        builder.environment().put("WATCHBILL_READY_FILE", readyFile.toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        return builder;
    }

    private Path log() {
        return plan.folder().resolve(name + ".log");
    }

    private static boolean end(Process process) {
        try {
            return process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static Path jar(Service service) {
        Path module =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(service.folder());
        Path jar = module.resolve("target").resolve(service.folder() + ".jar");
        if (!Files.exists(jar)) {
            throw new AssertionError("No " + jar + ": build the whole suite with mvn verify");
        }
        return jar;
    }
}
