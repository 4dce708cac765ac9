package org.watchbill.gateway.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the services say that they can do: their answers to {@code server/discover}, remembered and renewed. */
public final class Discoveries {

    private static final String METHOD = "server/discover";
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** A service that has not answered by then counts as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What is known of one service. */
    private static final class Known {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final Semaphore asking = new Semaphore(1);
        private volatile Optional<JsonNode> capabilities = Optional.empty();
        private volatile Instant renewAt = Instant.MIN;
    }

    private final Upstreams upstreams;
    private final InstantSource time;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Discoveries(Upstreams upstreams, InstantSource time) {
        this.upstreams = upstreams;
        this.time = time;
    }

    /** The capabilities of a service; empty until it has answered once. While it is down the last ones stand. */
    public Optional<JsonNode> capabilities(Upstream upstream, Secret token) throws InterruptedException {
        Known service = known.computeIfAbsent(upstream.name(), name -> new Known());
        if (!time.instant().isBefore(service.renewAt) && service.asking.tryAcquire()) {
            Thread.ofVirtual().name("discover " + upstream.name()).start(() -> renew(service, upstream, token));
        }
        boolean answered = service.asked.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return answered ? service.capabilities : Optional.empty();
    }

    /** Whether any service offers an extension of the protocol. */
    public boolean anyExtension(String extension, Secret token) throws InterruptedException {
        for (Upstream upstream : upstreams.all()) {
            Optional<JsonNode> capabilities = capabilities(upstream, token);
            if (capabilities.isPresent()
                    && capabilities.get().path("extensions").has(extension)) {
                return true;
            }
        }
        return false;
    }

    private void renew(Known service, Upstream upstream, Secret token) {
        try {
            Optional<JsonNode> answered = ask(upstream, token);
            service.capabilities = answered.or(() -> service.capabilities);
            service.renewAt = time.instant().plus(answered.isPresent() ? FRESH : PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            service.asked.countDown();
            service.asking.release();
        }
    }

    private static Optional<JsonNode> ask(Upstream upstream, Secret token) throws InterruptedException {
        ObjectNode params = Json.object();
        params.set("_meta", RequestMeta.OWN.addTo(Json.object()));
        UpstreamRequest request = new UpstreamRequest(METHOD, Optional.empty(), Map.of(), params, token, true);
        return switch (upstream.ask(request)) {
            case UpstreamAnswer.Result(ObjectNode result) -> Optional.of(result.path("capabilities"));
            case UpstreamAnswer.Failed failed -> Optional.of(Json.object());
            case UpstreamAnswer.Lost lost -> Optional.empty();
        };
    }
}
