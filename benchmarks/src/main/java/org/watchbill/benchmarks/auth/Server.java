package org.watchbill.benchmarks.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.SuitePlan;

/** auth-service as a process of its built jar, with the demo organisation, and what the operating system says of it. */
final class Server implements AutoCloseable {

    private final SuitePlan plan;
    private final ServiceProcess process;

    Server(Storage storage) {
        try {
            this.plan = new SuitePlan(Files.createTempDirectory("auth-benchmark"), storage, Content.DEMO);
            this.process = ServiceProcess.withBothCompilers(Service.AUTH, plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SuitePlan plan() {
        return plan;
    }

    URI at(String path) {
        return URI.create(plan.url(Service.AUTH) + path);
    }

    String secret(String program) {
        try {
            return Files.readString(plan.secretFile(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long it took until requests are taken. */
    Duration start() {
        long begun = System.nanoTime();
        process.start();
        process.awaitReady();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void stop() {
        process.stop();
    }

    Duration cpu() {
        return process.handle().info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory in MB: {@code VmRSS} for now, {@code VmHWM} for the most so far (proc(5)). */
    long memory(String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.handle().pid() + "/status")).stream()
                    .filter(text -> text.startsWith(line + ":"))
                    .mapToLong(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
