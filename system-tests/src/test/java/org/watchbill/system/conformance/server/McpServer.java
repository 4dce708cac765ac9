package org.watchbill.system.conformance.server;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.net.URI;
import java.time.Duration;

/** The server on a port of the loopback interface. It takes any bearer token, and none. */
public final class McpServer implements AutoCloseable {

    private final Subscriptions subscriptions;
    private final WebServer server;
    private final Runnable end;

    private McpServer(Subscriptions subscriptions, WebServer server, Runnable end) {
        this.subscriptions = subscriptions;
        this.server = server;
        this.end = end;
    }

    /** Serves the methods under {@code /mcp}; port 0 takes a free one. {@code end} is called when it has stopped. */
    public static McpServer start(int port, Methods methods, Subscriptions subscriptions, Runnable end) {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.create())
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .shutdownGracePeriod(Duration.ofSeconds(1))
                .routing(routing -> routing.register("/mcp", new McpService(methods)))
                .build()
                .start();
        return new McpServer(subscriptions, server, end);
    }

    /** The address without {@code /mcp}. */
    public URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    @Override
    public void close() {
        subscriptions.close();
        server.stop();
        end.run();
    }
}
