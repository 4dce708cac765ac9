package org.watchbill.gateway.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a faked service tells of changes: agrees to whatever it is asked for, and says the same on all streams. */
public final class FakeChanges {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** An open stream: what was asked for, and messages to send; an empty one ends it. */
    private record Stream(JsonNode asked, BlockingQueue<Optional<ObjectNode>> messages) {}

    private final List<Stream> streams = new CopyOnWriteArrayList<>();

    private FakeChanges() {}

    public static FakeChanges of(UpstreamFake service, String capabilitiesJson) {
        FakeChanges changes = new FakeChanges();
        ObjectNode discovered = Json.object().put("resultType", "complete");
        discovered.set("capabilities", ToolAnswers.json(capabilitiesJson));
        service.on("server/discover", (params, events) -> ToolAnswers.result(discovered.deepCopy()));
        service.on("subscriptions/listen", changes::listen);
        return changes;
    }

    private ObjectNode listen(JsonNode params, FakeEvents events) throws InterruptedException {
        Stream stream = new Stream(params.path("notifications"), new LinkedBlockingQueue<>());
        // First, so that nothing is lost that is told as soon as the acknowledgement has been read.
        streams.add(stream);
        try {
            events.send(message("notifications/subscriptions/acknowledged", acknowledgement(params)));
            while (true) {
                Optional<ObjectNode> next = stream.messages().poll(20, TimeUnit.MILLISECONDS);
                if (next == null) {
                    events.comment();
                } else if (next.isPresent()) {
                    events.send(next.get());
                } else {
                    return ToolAnswers.result(Json.object().put("resultType", "complete"));
                }
            }
        } finally {
            streams.remove(stream);
        }
    }

    private static ObjectNode acknowledgement(JsonNode params) {
        ObjectNode acknowledgement = Json.object();
        acknowledgement.set("notifications", params.path("notifications"));
        acknowledgement.putObject("_meta").put("io.modelcontextprotocol/subscriptionId", "the service's own");
        return acknowledgement;
    }

    private static ObjectNode message(String method, ObjectNode params) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return message;
    }

    public void tell(String method, String paramsJson) {
        ObjectNode message = message(method, ToolAnswers.json(paramsJson));
        streams.forEach(stream -> stream.messages().add(Optional.of(message)));
    }

    public void endAll() {
        streams.forEach(stream -> stream.messages().add(Optional.empty()));
    }

    /** Waits until so many streams are open. */
    public void awaitStreams(int wanted) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (streams.size() != wanted) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("There are " + streams.size() + " streams and not " + wanted);
            }
            Thread.sleep(10);
        }
    }

    /** Waits until one stream is open, and that for just these resources. */
    public void awaitUris(Set<String> wanted) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (streams.size() != 1 || !uris(streams.getFirst()).equals(wanted)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("The streams are " + streams);
            }
            Thread.sleep(10);
        }
    }

    private static Set<String> uris(Stream stream) {
        return stream.asked()
                .path("resourceSubscriptions")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }
}
