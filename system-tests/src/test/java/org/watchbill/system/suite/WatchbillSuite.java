package org.watchbill.system.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.watchbill.audit.AuditService;
import org.watchbill.auth.AuthService;
import org.watchbill.gateway.GatewayService;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.schedule.ScheduleService;

/** The four services in this JVM, on free ports, with secrets of their own and a clock that tests move. */
public final class WatchbillSuite implements AutoCloseable {

    private final SuitePlan plan;
    private final MovableTime time = new MovableTime(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    private final InstantSource clock;
    private final Map<Service, Map<String, String>> more;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private WatchbillSuite(SuitePlan plan, boolean live, Map<Service, Map<String, String>> more) {
        this.plan = plan;
        this.clock = live ? Clock.systemUTC() : time;
        this.more = Map.copyOf(more);
    }

    public static WatchbillSuite start(Storage storage, Content content) {
        return start(storage, content, Map.of());
    }

    /** A suite with {@code more} settings of its services. */
    public static WatchbillSuite start(Storage storage, Content content, Map<Service, Map<String, String>> more) {
        return started(new WatchbillSuite(new SuitePlan(newFolder(), storage, content), false, more));
    }

    /** A suite on the machine's own clock, with more settings of its gateway, for programs that wait in real time. */
    public static WatchbillSuite live(Storage storage, Content content, Map<String, String> gatewaySettings) {
        return liveWith(storage, content, Map.of(Service.GATEWAY, gatewaySettings));
    }

    /** A suite on the machine's own clock with {@code more} settings of its services. */
    public static WatchbillSuite liveWith(Storage storage, Content content, Map<Service, Map<String, String>> more) {
        return started(new WatchbillSuite(new SuitePlan(newFolder(), storage, content), true, more));
    }

    /** The services behind the gateway, on the machine's own clock; gateways are the caller's business. */
    public static WatchbillSuite withoutGateway(Storage storage, Content content) {
        return started(
                new WatchbillSuite(new SuitePlan(newFolder(), storage, content), true, Map.of()),
                EnumSet.complementOf(EnumSet.of(Service.GATEWAY)));
    }

    private static WatchbillSuite started(WatchbillSuite suite) {
        return started(suite, EnumSet.allOf(Service.class));
    }

    private static WatchbillSuite started(WatchbillSuite suite, Set<Service> services) {
        try {
            for (Service service : services) {
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

    /** The clock of all four services, unless they are live; it stands still unless moved. */
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
        Map<String, String> values = plan.settings(service);
        values.putAll(more.getOrDefault(service, Map.of()));
        Settings settings = Settings.of(service.folder(), values);
        return switch (service) {
            case AUTH -> AuthService.start(settings, clock);
            case AUDIT -> AuditService.start(settings, clock);
            case SCHEDULE -> ScheduleService.start(settings, clock);
            case GATEWAY -> GatewayService.start(settings, clock);
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
