package org.watchbill.auth;

import java.time.Clock;
import org.watchbill.kit.run.ServiceRunner;

/** Runs auth-service as a process. */
public final class AuthMain {

    private AuthMain() {}

    public static void main(String[] arguments) {
        ServiceRunner.run("auth-service", Clock.systemUTC(), AuthService::start);
    }
}
