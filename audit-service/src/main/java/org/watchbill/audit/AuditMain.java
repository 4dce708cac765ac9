package org.watchbill.audit;

import java.time.Clock;
import org.watchbill.kit.run.ServiceRunner;

/** audit-service as a process. */
public final class AuditMain {

    private AuditMain() {}

    public static void main(String[] args) {
        ServiceRunner.run("audit-service", Clock.systemUTC(), AuditService::start);
    }
}
