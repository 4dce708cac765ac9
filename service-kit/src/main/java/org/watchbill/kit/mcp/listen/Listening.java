package org.watchbill.kit.mcp.listen;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
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
        long silentSince = System.nanoTime();
        while (time.instant().isBefore(request.tokenEnd())) {
            Thread.sleep(rhythm.look());
            List<ObjectNode> changes = changes();
            changes.forEach(change -> events.message(tagged(change)));
            if (!changes.isEmpty()) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince >= rhythm.keepAlive().toNanos()) {
                events.keepAlive();
                silentSince = System.nanoTime();
            }
        }
    }

    private List<ObjectNode> changes() throws InterruptedException {
        looks.acquire();
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
