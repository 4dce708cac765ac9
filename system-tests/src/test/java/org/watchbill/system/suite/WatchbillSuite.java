package org.watchbill.system.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.watchbill.audit.AuditService;
import org.watchbill.auth.AuthService;
import org.watchbill.gateway.GatewayService;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.schedule.ScheduleService;

/** The four services in this JVM, on free ports, with secrets of their own and a clock that tests move. */
public final class WatchbillSuite implements AutoCloseable {

    private final SuitePlan plan;
    private final MovableTime time;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private WatchbillSuite(SuitePlan plan) {
        this.plan = plan;
        this.time = new MovableTime(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    public static WatchbillSuite start(Storage storage, Content content) {
        WatchbillSuite suite = new WatchbillSuite(new SuitePlan(newFolder(), storage, content));
        try {
            for (Service service : Service.values()) {
                suite.running.push(suite.startService(service));
            }
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    public SuitePlan plan() {
        return plan;
    }

    /** The clock of all four services; it stands still unless moved. */
    public MovableTime time() {
        return time;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("A service did not stop", e);
            }
        }
    }

    private AutoCloseable startService(Service service) {
        Settings settings = Settings.of(service.folder(), plan.settings(service));
        return switch (service) {
            case AUTH -> AuthService.start(settings, time);
            case AUDIT -> AuditService.start(settings, time);
            case SCHEDULE -> ScheduleService.start(settings, time);
            case GATEWAY -> GatewayService.start(settings, time);
        };
    }

    private static Path newFolder() {
        try {
            Path suites = Files.createDirectories(Path.of("target", "suites").toAbsolutePath());
            return Files.createTempDirectory(suites, "suite");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
