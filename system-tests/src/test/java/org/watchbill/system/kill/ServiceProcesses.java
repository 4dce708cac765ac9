package org.watchbill.system.kill;

import java.util.Arrays;
import java.util.List;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;
import org.watchbill.system.suite.SuitePlan;

/** The four services as processes; none outlives this JVM. */
final class ServiceProcesses implements AutoCloseable {

    private final List<ServiceProcess> processes;
    private final Thread lastResort = new Thread(this::kill);

    ServiceProcesses(SuitePlan plan) {
        this.processes = Arrays.stream(Service.values())
                .map(service -> new ServiceProcess(service, plan))
                .toList();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    List<ServiceProcess> all() {
        return processes;
    }

    void startAll() {
        processes.forEach(ServiceProcess::start);
        processes.forEach(ServiceProcess::awaitReady);
    }

    void awaitAll() {
        processes.forEach(ServiceProcess::awaitReady);
    }

    /** Stops all cleanly, writers of events before their reader. */
    void stopAll() {
        for (ServiceProcess process : processes.reversed()) {
            if (!process.stop()) {
                throw new AssertionError(process.service().folder() + " did not stop on SIGTERM");
            }
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void kill() {
        processes.forEach(ServiceProcess::kill);
    }
}
