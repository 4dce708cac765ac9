package org.watchbill.kit.audit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An idempotent audit-service on a loopback port that can be made to fail in every way the real one might. */
final class AuditServiceFake implements AutoCloseable {

    /** How the next requests are treated. */
    enum Mood {
        WELL,
        ANSWERS_500,
        ANSWERS_401,
        STORES_BUT_ANSWERS_500,
        STORES_BUT_FORGETS_A_RECEIPT,
        ANSWERS_NONSENSE,
        HANGS
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> log = new ArrayList<>();
    private final Set<String> poison = new CopyOnWriteArraySet<>();
    private @Nullable HttpServer server;
    private int port;
    private volatile Mood mood = Mood.WELL;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int largestBatch;

    AuditServiceFake() {
        start();
    }

    void start() {
        try {
            HttpServer next = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            next.setExecutor(threads);
            next.createContext("/events", this::receive);
            next.start();
            port = next.getAddress().getPort();
            server = next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void be(Mood next) {
        mood = next;
    }

    /** Events of this operation are answered with 400, and so is every batch with one in it. */
    void cannotRead(String operation) {
        poison.add(operation);
    }

    void canReadEverything() {
        poison.clear();
    }

    /** The operations of the stored events, each event once, in the order of their arrival. */
    synchronized List<String> operations() {
        return List.copyOf(log).stream().map(line -> line.substring(37)).toList();
    }

    int requests() {
        return requests.get();
    }

    int largestBatch() {
        return largestBatch;
    }

    @Override
    public void close() {
        closed.countDown();
        stop();
        threads.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        JsonNode events = Json.parse(exchange.getRequestBody().readAllBytes()).path("events");
        largestBatch = Math.max(largestBatch, events.size());
        Mood now = mood;
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer ey")) {
            answer(exchange, 401, Json.object());
        } else if (events.valueStream()
                .anyMatch(event -> poison.contains(event.path("operation").asString()))) {
            answer(exchange, 400, Json.object().put("detail", "unreadable"));
        } else {
            answer(exchange, now, events);
        }
    }

    private void answer(HttpExchange exchange, Mood now, JsonNode events) throws IOException {
        switch (now) {
            case WELL -> answer(exchange, 200, store(events));
            case ANSWERS_500 -> answer(exchange, 500, Json.object());
            case ANSWERS_401 -> answer(exchange, 401, Json.object());
            case STORES_BUT_ANSWERS_500 -> {
                store(events);
                answer(exchange, 500, Json.object());
            }
            case STORES_BUT_FORGETS_A_RECEIPT -> {
                ObjectNode receipts = store(events);
                ((ArrayNode) receipts.path("receipts")).remove(0);
                answer(exchange, 200, receipts);
            }
            case ANSWERS_NONSENSE -> answer(exchange, 200, Json.object().put("hello", "world"));
            case HANGS -> awaitClosed();
        }
    }

    private synchronized ObjectNode store(JsonNode events) {
        ObjectNode answer = Json.object();
        ArrayNode receipts = answer.putArray("receipts");
        events.valueStream().forEach(event -> {
            String line = event.path("event_id").asString() + " "
                    + event.path("operation").asString();
            if (!log.contains(line)) {
                log.add(line);
            }
            receipts.addObject()
                    .put("event_id", event.path("event_id").asString())
                    .put("index", log.indexOf(line));
        });
        return answer;
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = Json.bytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
