package org.watchbill.gateway.listen;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.task.SealedTask;
import org.watchbill.gateway.task.TaskView;
import org.watchbill.gateway.upstream.Discoveries;
import org.watchbill.gateway.upstream.RequestMeta;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.gateway.upstream.UpstreamRequest;
import org.watchbill.gateway.upstream.UpstreamStream;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One listener's stream to one service, opened again after growing pauses whenever it ends, until it is closed. */
final class ServiceListening implements AutoCloseable {

    private static final EventLog LOG = EventLog.named(ServiceListening.class.getName());
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A stream that lasted this long was a good one: its end is no reason for patience. */
    private static final Duration GOOD = Duration.ofSeconds(10);

    /** After each changed list, so that a service that says nothing else keeps nobody busy. */
    private static final Duration BREATH = Duration.ofMillis(50);

    /** What all streams of one listener share. */
    record Listener(
            Discoveries discoveries,
            Catalogue catalogue,
            Supplier<Secret> token,
            SeenLists lists,
            Consumer<ObjectNode> sink) {}

    private final Upstream upstream;
    private final Interest interest;
    private final Listener listener;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread thread;
    /** Until the service has been asked it is believed to honour everything. */
    private volatile Interest honoured;

    /** Whether something may have been missed. */
    private boolean gap;

    ServiceListening(Upstream upstream, Interest interest, Listener listener) {
        this.upstream = upstream;
        this.interest = interest;
        this.honoured = interest;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("listen " + upstream.name()).start(this::run);
    }

    Interest honoured() {
        return honoured;
    }

    /** Waits until the service has agreed, refused or proved to be away. */
    void await(Duration patience) throws InterruptedException {
        boolean inTime = settled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime) {
            LOG.warning("upstream takes its time to listen", Field.of("upstream", upstream.name()));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            Duration pause = SHORTEST_PAUSE;
            while (true) {
                long start = System.nanoTime();
                listen();
                settled.countDown();
                pause = System.nanoTime() - start > GOOD.toNanos() ? SHORTEST_PAUSE : pause;
                Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        } catch (InterruptedException closed) {
            settled.countDown();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Until the stream ends. */
    private void listen() throws InterruptedException {
        Optional<JsonNode> capabilities =
                listener.discoveries().capabilities(upstream, listener.token().get());
        if (capabilities.isEmpty()) {
            gap = true;
            return;
        }
        Interest servable = ServiceFilter.servable(interest.withUris(ownUris()), upstream.name(), capabilities.get());
        if (servable.isEmpty()) {
            honoured = Interest.NOTHING;
            return;
        }
        ObjectNode params = Json.object();
        params.set("notifications", ServiceFilter.of(servable));
        try (UpstreamStream stream = upstream.open(request("subscriptions/listen", Optional.empty(), params))) {
            follow(stream, servable);
        } catch (IOException | BackendException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The listener has gone");
            }
            gap = true;
        }
    }

    private Set<String> ownUris() throws InterruptedException {
        Set<String> own = new HashSet<>();
        for (String uri : interest.uris()) {
            if (listener.catalogue().findResource(listener.token().get(), uri)
                            instanceof Catalogue.Lookup.Found(Offer owner)
                    && owner.upstream().name().equals(upstream.name())) {
                own.add(uri);
            }
        }
        return own;
    }

    private void follow(UpstreamStream stream, Interest servable) throws IOException, InterruptedException {
        Optional<JsonNode> first = stream.next();
        if (first.isEmpty() || !isAcknowledgement(first.get())) {
            LOG.warning("upstream does not agree to listen", Field.of("upstream", upstream.name()));
            honoured = Interest.NOTHING;
            return;
        }
        honoured =
                ServiceFilter.acknowledged(servable, first.get().path("params").path("notifications"));
        settled.countDown();
        if (gap) {
            catchUp();
        }
        gap = true;
        Optional<JsonNode> next = stream.next();
        while (next.isPresent() && next.get().has("method")) {
            deliver(next.get());
            next = stream.next();
        }
    }

    private static boolean isAcknowledgement(JsonNode message) {
        return "notifications/subscriptions/acknowledged"
                .equals(message.path("method").stringValue(""));
    }

    /** What happened while there was no stream: lists can be compared, the rest is reported as it is now. */
    private void catchUp() throws InterruptedException {
        listener.lists().missed(upstream.name(), honoured.lists());
        honoured.uris().forEach(uri -> listener.sink().accept(ChangeNotice.updated(uri)));
        for (SealedTask task : honoured.tasks()) {
            ObjectNode params = Json.object().put("taskId", task.ownId());
            if (upstream.ask(request("tasks/get", Optional.of(task.ownId()), params))
                    instanceof UpstreamAnswer.Result(ObjectNode result)) {
                tell(task, result);
            }
        }
    }

    private void deliver(JsonNode message) throws InterruptedException {
        String method = message.path("method").stringValue("");
        JsonNode params = message.path("params");
        switch (method) {
            case ChangeNotice.RESOURCE_UPDATED -> {
                String uri = params.path("uri").stringValue("");
                if (honoured.uris().stream().anyMatch(asked -> uri.equals(asked) || uri.startsWith(asked + "/"))) {
                    listener.sink().accept(ChangeNotice.updated(uri));
                }
            }
            case ChangeNotice.TASK ->
                honoured.tasks().stream()
                        .filter(task ->
                                task.ownId().equals(params.path("taskId").stringValue("")))
                        .forEach(task -> tell(task, (ObjectNode) params));
            default -> {
                Optional<Kind> list = ChangeNotice.listOf(method).filter(honoured.lists()::contains);
                if (list.isPresent()) {
                    listener.lists().changed(upstream.name(), list.get());
                    Thread.sleep(BREATH);
                }
            }
        }
    }

    private void tell(SealedTask task, ObjectNode sent) {
        ObjectNode shown = TaskView.of(sent, task);
        shown.remove(McpKeys.META);
        listener.sink().accept(ChangeNotice.task(shown));
    }

    private UpstreamRequest request(String method, Optional<String> name, ObjectNode params) {
        ObjectNode capabilities = Json.object();
        if (!interest.tasks().isEmpty()) {
            capabilities.putObject("extensions").putObject(McpKeys.TASKS);
        }
        params.set(McpKeys.META, new RequestMeta(capabilities, Optional.empty()).addTo(Json.object()));
        return new UpstreamRequest(
                method, name, Map.of(), params, listener.token().get(), true);
    }
}
