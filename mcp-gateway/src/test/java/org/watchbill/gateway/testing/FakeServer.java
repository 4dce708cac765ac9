package org.watchbill.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** A loopback HTTP server that can be stopped and started again on the same port. */
final class FakeServer implements AutoCloseable {

    private final HttpHandler handler;
    private final int port;
    private ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    FakeServer(HttpHandler handler) {
        this.handler = handler;
        this.server = bound(0);
        this.port = server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    void startAgain() {
        executor = Executors.newVirtualThreadPerTaskExecutor();
        server = bound(port);
    }

    static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = Json.bytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpServer bound(int wanted) {
        try {
            HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            created.setExecutor(executor);
            created.createContext("/", handler);
            created.start();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
