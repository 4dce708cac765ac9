package org.watchbill.gateway;

import java.time.Clock;
import org.watchbill.kit.run.ServiceRunner;

/** Runs the gateway as a process. */
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] args) {
        ServiceRunner.run("mcp-gateway", Clock.systemUTC(), GatewayService::start);
    }
}
