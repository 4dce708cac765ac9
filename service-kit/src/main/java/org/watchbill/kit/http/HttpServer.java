package org.watchbill.kit.http;

import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.watchbill.kit.config.Settings;

/**
 * A service's two sockets: the public one, and the internal one with MCP, health and metrics. Reads {@code server.*} of
 * {@link Settings}: host, port, internal-host, internal-port, public-url, allowed-hosts.
 */
public final class HttpServer implements AutoCloseable {

    /**
     * What a service serves.
     *
     * @param readiness named checks; the service is ready when all answer true
     * @param streaming paths that answer with a stream and so have no deadline for the whole request
     */
    public record Routes(
            Consumer<HttpRouting.Builder> onPublic,
            Consumer<HttpRouting.Builder> onInternal,
            List<Readiness> readiness,
            Predicate<String> streaming) {

        public Routes {
            readiness = List.copyOf(readiness);
        }
    }

    private HttpServer() {}

    /** Binds both sockets; port 0 takes a free one. */
    public static HttpServer start(Settings settings, Routes routes) {
        throw new UnsupportedOperationException(settings + " " + routes);
    }

    public int port() {
        throw new UnsupportedOperationException();
    }

    public int internalPort() {
        throw new UnsupportedOperationException();
    }

    /** Stops accepting, lets requests in flight finish, closes. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
