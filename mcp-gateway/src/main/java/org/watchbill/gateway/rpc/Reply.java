package org.watchbill.gateway.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes back over HTTP for one POST. */
public sealed interface Reply {

    /** One JSON-RPC message. */
    record Message(int status, Map<String, String> headers, JsonNode body) implements Reply {

        public Message {
            headers = Map.copyOf(headers);
        }

        public Message with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Message(status, more, body);
        }
    }

    /** Accepted, with nothing to say. */
    record Accepted() implements Reply {}

    /** Done, with nothing to say. */
    record NoContent() implements Reply {}

    /**
     * An answer in the making. When it is there soon and nothing comes before it, it goes out as one message; otherwise as
     * server-sent events that end with it.
     */
    record Pending(Work work, Journal journal) implements Reply {}

    /** Runs on a thread of its own until the answer is there; interrupted when nobody waits for it any more. */
    @FunctionalInterface
    interface Work {
        Message finish(Notices notices) throws InterruptedException;
    }

    /** Server-sent events for as long as both sides want. */
    record Stream(Conversation conversation) implements Reply {}

    /** Writes a stream from its first event to its last. */
    @FunctionalInterface
    interface Conversation {

        void hold(EventStream events) throws InterruptedException;
    }

    static Message ok(JsonNode body) {
        return new Message(200, Map.of(), body);
    }

    static Message result(JsonNode id, JsonNode result) {
        return new Message(200, Map.of(), resultMessage(id, result));
    }

    static Message error(int status, JsonNode id, RpcError error) {
        return error(status, Optional.of(id), error);
    }

    static Message error(int status, Optional<JsonNode> id, RpcError error) {
        return new Message(status, Map.of(), errorMessage(id, error));
    }

    static ObjectNode resultMessage(JsonNode id, JsonNode result) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id);
        message.set("result", result);
        return message;
    }

    static ObjectNode errorMessage(Optional<JsonNode> id, RpcError error) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        id.ifPresent(value -> message.set("id", value));
        message.set("error", error.json());
        return message;
    }
}
