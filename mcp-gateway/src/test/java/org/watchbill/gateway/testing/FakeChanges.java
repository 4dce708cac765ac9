package org.watchbill.gateway.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a faked service tells of changes: agrees to whatever it is asked for, and says the same on all streams. */
public final class FakeChanges {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** A message to send; empty ends the stream. */
    private final List<BlockingQueue<Optional<ObjectNode>>> streams = new CopyOnWriteArrayList<>();

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
        BlockingQueue<Optional<ObjectNode>> stream = new LinkedBlockingQueue<>();
        events.send(message("notifications/subscriptions/acknowledged", acknowledgement(params)));
        streams.add(stream);
        try {
            while (true) {
                Optional<ObjectNode> next = stream.poll(20, TimeUnit.MILLISECONDS);
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
        streams.forEach(stream -> stream.add(Optional.of(message)));
    }

    public void endAll() {
        streams.forEach(stream -> stream.add(Optional.empty()));
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
}
