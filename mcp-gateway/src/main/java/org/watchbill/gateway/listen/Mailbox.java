package org.watchbill.gateway.listen;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps notifications for a reader that may be slow: of several about the same thing the newest. */
public final class Mailbox implements Consumer<ObjectNode> {

    private static final int MOST = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, ObjectNode> waiting = new LinkedHashMap<>();

    @Override
    public void accept(ObjectNode notification) {
        lock.lock();
        try {
            String thing = thing(notification);
            if (waiting.containsKey(thing) || waiting.size() < MOST) {
                waiting.remove(thing);
                waiting.put(thing, notification);
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The notification that has waited longest; empty when none comes within {@code patience}. */
    public Optional<ObjectNode> next(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (waiting.isEmpty()) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = arrived.awaitNanos(left);
            }
            String first = waiting.keySet().iterator().next();
            return Optional.ofNullable(waiting.remove(first));
        } finally {
            lock.unlock();
        }
    }

    private static String thing(ObjectNode notification) {
        JsonNode params = notification.path("params");
        return String.join(
                " ",
                notification.path("method").stringValue(""),
                params.path("uri").stringValue(""),
                params.path("taskId").stringValue(""));
    }
}
