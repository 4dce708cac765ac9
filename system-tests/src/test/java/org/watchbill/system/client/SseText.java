package org.watchbill.system.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** A complete answer that may be an event stream. */
final class SseText {

    private SseText() {}

    /** The JSON of the answer, or of the last event of its stream; an empty object when it has neither. */
    static JsonNode finalMessage(Reply reply) {
        if (!reply.header("Content-Type").orElse("").startsWith("text/event-stream")) {
            return reply.body().isBlank() ? Json.object() : reply.json();
        }
        List<String> data =
                reply.body().lines().filter(line -> line.startsWith("data:")).toList();
        return data.isEmpty() ? Json.object() : json(data.getLast());
    }

    static JsonNode json(String dataLine) {
        return Json.parse(dataLine.substring("data:".length()).trim().getBytes(StandardCharsets.UTF_8));
    }
}
