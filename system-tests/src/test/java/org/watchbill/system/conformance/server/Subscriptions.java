package org.watchbill.system.conformance.server;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The open {@code subscriptions/listen} streams and what is sent to them. */
public final class Subscriptions implements AutoCloseable {

    private static final String ID = "io.modelcontextprotocol/subscriptionId";
    private static final String END = "end";

    private record Notification(String method, ObjectNode params) {}

    private record Listener(JsonNode wanted, BlockingQueue<Notification> waiting) {}

    private final Set<String> kinds;
    private final Queue<Listener> listeners = new ConcurrentLinkedQueue<>();

    /** Honours these members of {@code notifications}. */
    public Subscriptions(Set<String> kinds) {
        this.kinds = Set.copyOf(kinds);
    }

    /** Tells those whose honoured wishes satisfy {@code wanted}. */
    public void publish(String method, ObjectNode params, Predicate<JsonNode> wanted) {
        listeners.stream()
                .filter(listener -> wanted.test(listener.wanted()))
                .forEach(listener -> listener.waiting().add(new Notification(method, params)));
    }

    /** The method itself: acknowledges and holds the stream until the client goes away or this is closed. */
    public ObjectNode listen(ServedCall call) throws InterruptedException {
        Listener listener = new Listener(honoured(call.params().path("notifications")), new LinkedBlockingQueue<>());
        listeners.add(listener);
        try {
            ObjectNode acknowledgement = Json.object();
            acknowledgement.set("notifications", listener.wanted());
            tell(call, new Notification("notifications/subscriptions/acknowledged", acknowledgement));
            while (true) {
                @Nullable Notification next = listener.waiting().poll(1, TimeUnit.SECONDS);
                if (next == null) {
                    call.keepAlive();
                } else if (next.method().equals(END)) {
                    return tagged(call, Json.object());
                } else {
                    tell(call, next);
                }
            }
        } finally {
            listeners.remove(listener);
        }
    }

    private JsonNode honoured(JsonNode asked) {
        ObjectNode honoured = Json.object();
        asked.properties().stream()
                .filter(wish -> kinds.contains(wish.getKey()))
                .filter(wish -> wish.getValue().isArray() || wish.getValue().booleanValue(false))
                .forEach(wish -> honoured.set(wish.getKey(), wish.getValue()));
        return honoured;
    }

    private static void tell(ServedCall call, Notification notification) {
        call.notify(notification.method(), tagged(call, notification.params().deepCopy()));
    }

    private static ObjectNode tagged(ServedCall call, ObjectNode params) {
        params.withObject("/_meta").set(ID, call.id());
        return params;
    }

    @Override
    public void close() {
        publish(END, Json.object(), wanted -> true);
    }
}
