package org.watchbill.kit.mcp.listen;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.McpResults;
import tools.jackson.databind.node.ObjectNode;

/** One stream, from its acknowledgement to its result. */
record Listening(
        McpRequest request, List<Watch> watches, Runnable release, Semaphore looks, InstantSource time, Rhythm rhythm)
        implements McpMethod.Conversation {

    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    @Override
    public ObjectNode hold(McpMethod.Events events) {
        events.message(acknowledgement());
        try {
            listen(events);
        } catch (InterruptedException stopping) {
            return result();
        }
        return result();
    }

    @Override
    public void close() {
        release.run();
    }

    private void listen(McpMethod.Events events) throws InterruptedException {
        long lastWord = System.nanoTime();
        while (time.instant().isBefore(request.tokenEnd())) {
            Thread.sleep(rhythm.look());
            List<ObjectNode> changes = changes(lastWord + rhythm.keepAlive().toNanos());
            changes.forEach(change -> events.message(tagged(change)));
            boolean silent = changes.isEmpty();
            if (silent && System.nanoTime() - lastWord >= rhythm.keepAlive().toNanos()) {
                events.keepAlive();
                silent = false;
            }
            lastWord = silent ? lastWord : System.nanoTime();
        }
    }

    /** None when others are looking all the time until {@code deadline}; this stream must not fall silent over that. */
    private List<ObjectNode> changes(long deadline) throws InterruptedException {
        if (!looks.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return List.of();
        }
        try {
            List<ObjectNode> changes = new ArrayList<>();
            watches.forEach(watch -> changes.addAll(watch.changes()));
            return changes;
        } finally {
            looks.release();
        }
    }

    private ObjectNode acknowledgement() {
        ObjectNode message =
                Json.object().put("jsonrpc", "2.0").put("method", "notifications/subscriptions/acknowledged");
        ObjectNode honoured = message.putObject("params").putObject("notifications");
        watches.forEach(watch -> watch.acknowledge(honoured));
        return tagged(message);
    }

    private ObjectNode tagged(ObjectNode notification) {
        tag(notification.withObjectProperty("params"));
        return notification;
    }

    private ObjectNode result() {
        ObjectNode result = McpResults.complete();
        tag(result);
        return result;
    }

    private void tag(ObjectNode target) {
        target.withObjectProperty("_meta").set(SUBSCRIPTION, request.message().id());
    }
}
