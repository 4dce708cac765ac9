package org.watchbill.kit.http;

import io.helidon.common.Weighted;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.context.ContextFeature;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.deadline.HeaderDeadline;
import org.watchbill.kit.http.deadline.Watchdog;
import org.watchbill.kit.http.route.RecordedRouting;
import org.watchbill.kit.http.route.RouteBook;

/**
 * A service's two sockets: the public one, and the internal one with MCP, health and metrics. Reads {@code server.*} of
 * {@link Settings}: host, port, internal-host, internal-port, public-url, allowed-hosts, max-body, max-concurrent.
 */
public final class HttpServer implements AutoCloseable {

    private static final String INTERNAL = "internal";
    private static final int MOST_CONNECTIONS = 4096;
    private static final int DRAINED_BODY = 4 * 1024 * 1024;

    /**
     * What a service serves.
     *
     * @param readiness named checks; the service is ready when all required ones answer true
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

    private final Limits limits;
    private final Watchdog watchdog = new Watchdog();
    private final Exchanges exchanges;
    private final HttpMetrics metrics;
    private final Health health;
    private final WebServer server;

    private HttpServer(Settings settings, Routes routes, Limits limits) {
        this.limits = limits;
        this.exchanges = new Exchanges(watchdog, limits.write());
        this.metrics = new HttpMetrics(settings.service());
        this.health = new Health(settings.service(), routes.readiness());
        metrics.gauge("http.server.inflight", "Requests in flight", exchanges::count);
        this.server = build(settings, routes);
    }

    /** Binds both sockets; port 0 takes a free one. */
    public static HttpServer start(Settings settings, Routes routes) {
        return start(settings, routes, Limits.of(settings));
    }

    static HttpServer start(Settings settings, Routes routes, Limits limits) {
        requireFree(settings, "server.host", "server.port");
        requireFree(settings, "server.internal-host", "server.internal-port");
        HttpServer started = new HttpServer(settings, routes, limits);
        started.server.start();
        if (!started.server.isRunning()) {
            started.close();
            throw new IllegalStateException("The sockets of " + settings.service() + " cannot be bound");
        }
        return started;
    }

    public int port() {
        return server.port();
    }

    public int internalPort() {
        return server.port(INTERNAL);
    }

    /** Adds a reading to the metrics, such as {@code outbox.backlog}. */
    public void gauge(String name, String description, Supplier<Number> value) {
        metrics.gauge(name, description, value);
    }

    /** The same for one of several things of a kind, such as {@code upstream} and its name. */
    public void gauge(String name, String description, String kind, String one, Supplier<Number> value) {
        metrics.gauge(name, description, kind, one, value);
    }

    /** Adds a count that only grows to the metrics; the caller holds on to it. */
    public void counter(String name, String description, LongAdder count) {
        metrics.counter(name, description, count);
    }

    /** Stops accepting, lets requests in flight finish, closes. */
    @Override
    public void close() {
        health.stopping();
        exchanges.interruptStreams();
        server.stop();
        watchdog.close();
        metrics.close();
    }

    private WebServer build(Settings settings, Routes routes) {
        RequestRecord record = new RequestRecord(settings.service(), metrics);
        RequestGate gate = new RequestGate(limits, routes.streaming(), exchanges, record);
        ListenerConfig.Builder internal = ListenerConfig.builder()
                .name(INTERNAL)
                .host(settings.text("server.internal-host"))
                .port(settings.number("server.internal-port", 0, 65535))
                .routing(routing -> serve(
                        routing,
                        routes.onInternal(),
                        List.of(gate, new Framing(limits.body())),
                        r -> r.get(Health.INTERNAL_PATH, health::answerFull).get("/observe/metrics", metrics::answer)));
        bound(internal, record);
        var builder = WebServer.builder()
                .host(settings.text("server.host"))
                .port(settings.number("server.port", 0, 65535))
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .addFeature(ContextFeature.create(context -> context.sockets(Set.of(INTERNAL))))
                .routing(routing -> serve(
                        routing,
                        routes.onPublic(),
                        List.of(gate, new SecurityHeaders(), new Framing(limits.body()), AllowedHosts.of(settings)),
                        r -> r.get(Health.PUBLIC_PATH, health::answerShort)));
        bound(builder, record);
        return builder.putSocket(INTERNAL, internal.build()).build();
    }

    private void serve(
            HttpRouting.Builder routing,
            Consumer<HttpRouting.Builder> routes,
            List<Filter> filters,
            Consumer<HttpRouting.Builder> pages) {
        LoadLimit load = new LoadLimit(limits.concurrent(), exchanges);
        routing.addFeature(new Outermost(filters, load));
        Problems.register(routing);
        RouteBook book = new RouteBook();
        RecordedRouting recorded = new RecordedRouting(routing, book);
        pages.accept(recorded);
        routes.accept(recorded);
        routing.any((request, response) -> Problems.sendUnrouted(request, response, book.methods(request.prologue())));
    }

    private void bound(ListenerConfig.BuilderBase<?, ?> listener, RequestRecord record) {
        listener.protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(8192)
                        .maxHeadersSize(16 * 1024)
                        .addReceiveListener(new HeaderDeadline(watchdog, limits.headers()))
                        .build())
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .directHandlers(Rejections.of(exchanges, record))
                .maxPayloadSize((long) limits.body() + DRAINED_BODY)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(limits.idle())
                .idleConnectionPeriod(limits.idle().dividedBy(6))
                .shutdownGracePeriod(limits.stop());
    }

    private static void requireFree(Settings settings, String host, String port) {
        int number = settings.number(port, 0, 65535);
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.text(host), number));
        } catch (IOException e) {
            throw new ConfigurationException("port " + number + " of " + settings.service() + " is in use");
        }
    }

    /** Puts our filters around everything else, security included. */
    private record Outermost(List<Filter> filters, LoadLimit load) implements HttpFeature, Weighted {

        @Override
        public void setup(HttpRouting.Builder routing) {
            filters.forEach(routing::addFilter);
            routing.addFilter(load);
        }

        @Override
        public double weight() {
            return ContextFeature.WEIGHT + 100;
        }
    }
}
