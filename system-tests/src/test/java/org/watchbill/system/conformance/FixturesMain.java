package org.watchbill.system.conformance;

import java.io.IOException;
import org.watchbill.system.conformance.fixture.Fixtures;
import org.watchbill.system.conformance.server.McpServer;

/** The fixtures alone, until standard input ends: to run the suite against them without the gateway. */
final class FixturesMain {

    private FixturesMain() {}

    public static void main(String[] arguments) throws IOException {
        try (McpServer server = Fixtures.start(0)) {
            System.out.println(server.url() + "/mcp");
            while (System.in.read() >= 0) {
                // Whoever started this ends it by closing the pipe.
            }
        }
    }
}
