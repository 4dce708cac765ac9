package org.watchbill.system.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.SuitePlan;

/** Two processes of auth-service on one PostgreSQL; the first stands at the issuer's address. */
final class TwoAuthServices implements AutoCloseable {

    private final SuitePlan plan = new SuitePlan(folder(), Storage.POSTGRES, Content.DEMO);
    private final int secondPort = SuitePlan.freePort();
    private final List<ServiceProcess> processes = List.of(
            new ServiceProcess(Service.AUTH, plan, "auth-service-1", Map.of()),
            new ServiceProcess(
                    Service.AUTH,
                    plan,
                    "auth-service-2",
                    Map.of(
                            "server.port",
                            "" + secondPort,
                            "server.internal-port",
                            "" + SuitePlan.freePort(),
                            "server.allowed-hosts",
                            "localhost:" + secondPort)));

    TwoAuthServices() {
        processes.forEach(ServiceProcess::start);
        processes.forEach(ServiceProcess::awaitReady);
    }

    SuitePlan plan() {
        return plan;
    }

    /** A path at one of them, in turn. */
    URI at(int turn, String path) {
        URI base = turn % 2 == 0 ? plan.url(Service.AUTH) : URI.create("http://localhost:" + secondPort);
        return base.resolve(path);
    }

    private static Path folder() {
        try {
            Path suites = Files.createDirectories(Path.of("target", "suites").toAbsolutePath());
            return Files.createTempDirectory(suites, "replicas");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(ServiceProcess::kill);
    }
}
