package org.watchbill.kit.run;

import io.helidon.http.Status;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.HttpServer;

/** A service of the smallest kind, as a process of its own. */
public final class SampleMain {

    private record Sample(HttpServer server) implements RunningService {

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public int internalPort() {
            return server.internalPort();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private SampleMain() {}

    public static void main(String[] arguments) {
        ServiceRunner.run("kit-test", Clock.systemUTC(), SampleMain::start);
    }

    private static Sample start(Settings settings, InstantSource time) {
        if (settings.flag("demo")) {
            throw new IllegalStateException("the demo is broken");
        }
        return new Sample(HttpServer.start(
                settings,
                new HttpServer.Routes(
                        routing -> routing.get("/slow/{name}", (request, response) -> {
                            LockSupport.parkNanos(300_000_000);
                            response.status(Status.OK_200).send("done at " + time.instant());
                        }),
                        routing -> {},
                        List.of(),
                        path -> false)));
    }
}
