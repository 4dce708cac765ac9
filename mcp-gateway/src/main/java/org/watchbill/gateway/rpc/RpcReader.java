package org.watchbill.gateway.rpc;

import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one JSON-RPC 2.0 message, or a batch of them, from a body; anything else is refused with 400. */
public final class RpcReader {

    private static final int LARGEST_BATCH = 50;
    /** Names of methods are repeated in errors. */
    private static final int LONGEST_METHOD = 256;

    private RpcReader() {}

    public static RpcMessage read(byte[] body) {
        JsonNode json = parsed(body);
        return json.isArray() ? batch(json) : message(json);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parseMessage(body);
        } catch (JsonFormatException e) {
            throw RpcException.unidentified(400, RpcError.PARSE_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static RpcMessage batch(JsonNode json) {
        if (json.isEmpty() || json.size() > LARGEST_BATCH) {
            throw invalid("A batch holds 1 to " + LARGEST_BATCH + " messages");
        }
        return new RpcMessage.Batch(json.valueStream().map(RpcReader::message).toList());
    }

    private static RpcMessage message(JsonNode json) {
        if (!(json instanceof ObjectNode message)
                || !"2.0".equals(message.path("jsonrpc").stringValue(""))) {
            throw invalid("The body is not a JSON-RPC 2.0 message");
        }
        return message.has("method") ? invocation(message) : response(message);
    }

    private static RpcMessage invocation(ObjectNode message) {
        JsonNode method = message.path("method");
        JsonNode params = message.has("params") ? message.get("params") : Json.object();
        if (!method.isString()
                || method.stringValue().length() > LONGEST_METHOD
                || !(params instanceof ObjectNode named)) {
            throw invalid("method must be a text of at most " + LONGEST_METHOD + " characters and params an object");
        }
        return message.has("id")
                ? new RpcMessage.Request(id(message), method.stringValue(), named)
                : new RpcMessage.Notification(method.stringValue(), named);
    }

    private static RpcMessage response(ObjectNode message) {
        boolean failed = message.has("error");
        if (failed == message.has("result")) {
            throw invalid("A message has a method, or either a result or an error");
        }
        return new RpcMessage.Response(id(message), failed ? Json.object() : message.get("result"), failed);
    }

    private static JsonNode id(ObjectNode message) {
        JsonNode id = message.path("id");
        if (!RpcMessage.isId(id)) {
            throw invalid("id must be an integer or a text of at most " + RpcMessage.LONGEST_ID + " characters");
        }
        return id;
    }

    private static RpcException invalid(String message) {
        return RpcException.unidentified(400, RpcError.INVALID_REQUEST, message);
    }
}
