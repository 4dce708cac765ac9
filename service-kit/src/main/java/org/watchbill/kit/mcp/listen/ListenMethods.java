package org.watchbill.kit.mcp.listen;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code subscriptions/listen}: a stream that begins with the acknowledgement of what is honoured and ends, with a result,
 * when the caller's token expires or the service stops. The lists of a service change with its version only, so changes of
 * lists are never among what is honoured. Looking for changes takes at most a few of the database's connections.
 */
public final class ListenMethods implements McpFeature {

    private static final List<String> LIST_CHANGES =
            List.of("toolsListChanged", "promptsListChanged", "resourcesListChanged");
    private static final int LOOKS_AT_ONCE = 2;

    private final List<Topic> topics;
    private final InstantSource time;
    private final Rhythm rhythm;
    private final Seats seats = new Seats();
    private final Semaphore looks = new Semaphore(LOOKS_AT_ONCE, true);

    public ListenMethods(List<Topic> topics, InstantSource time, Rhythm rhythm) {
        this.topics = List.copyOf(topics);
        this.time = time;
        this.rhythm = rhythm;
    }

    @Override
    public Map<String, McpMethod> methods() {
        return Map.of("subscriptions/listen", (McpMethod.Streaming) this::open);
    }

    @Override
    public void announce(ObjectNode capabilities) {
        topics.forEach(topic -> topic.announce(capabilities));
    }

    private McpMethod.Conversation open(McpRequest request) {
        JsonNode filter = request.params().path("notifications");
        if (!filter.isObject()
                || LIST_CHANGES.stream()
                        .anyMatch(name -> filter.has(name) && !filter.path(name).isBoolean())) {
            throw RpcException.invalidParams("The notifications are not an object of what to listen for");
        }
        seats.take(request.caller());
        try {
            List<Watch> watches = topics.stream()
                    .flatMap(topic -> topic.watch(request, filter).stream())
                    .toList();
            return new Listening(request, watches, () -> seats.giveBack(request.caller()), looks, time, rhythm);
        } catch (RuntimeException e) {
            seats.giveBack(request.caller());
            throw e;
        }
    }
}
