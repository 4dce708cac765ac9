package org.watchbill.system.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.watchbill.system.conformance.fixture.Fixtures;
import org.watchbill.system.conformance.server.McpServer;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;

/** The demo suite with OAuth as always, and beside schedule-service the fixtures behind its gateway. */
public final class GatewayUnderTest implements AutoCloseable {

    private final McpServer fixtures;
    private final WatchbillSuite suite;

    private GatewayUnderTest(McpServer fixtures, WatchbillSuite suite) {
        this.fixtures = fixtures;
        this.suite = suite;
    }

    public static GatewayUnderTest start() {
        McpServer fixtures = Fixtures.start(0);
        try {
            return new GatewayUnderTest(
                    fixtures, WatchbillSuite.live(Storage.H2, Content.DEMO, settings(fixtures.url())));
        } catch (RuntimeException e) {
            fixtures.close();
            throw e;
        }
    }

    private static Map<String, String> settings(URI fixtures) {
        return Map.of(
                "upstreams.fixtures.url",
                "" + fixtures,
                "upstreams.fixtures.token-file",
                "" + tokenFile(),
                "toolsets.default",
                "*",
                "streams.longest-silence",
                "PT3S");
    }

    /** The fixtures look at no token, but without one they would be a service of the suite. */
    private static Path tokenFile() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return Files.writeString(target.resolve("fixtures.token"), "not-looked-at-".repeat(4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI mcp() {
        return suite.plan().mcp();
    }

    public URI issuer() {
        return suite.plan().url(Service.AUTH);
    }

    /** A fresh access token, signed in for by the demo's administrator. */
    public String token() {
        return new Accounts(suite.plan()).token(Accounts.ADMIN, Accounts.ADMIN_SCOPE);
    }

    @Override
    public void close() {
        suite.close();
        fixtures.close();
    }
}
