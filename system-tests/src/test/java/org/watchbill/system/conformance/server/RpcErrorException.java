package org.watchbill.system.conformance.server;

import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON-RPC error and the HTTP status that goes with it. */
public final class RpcErrorException extends RuntimeException {

    private final int status;
    private final int code;
    private final transient Optional<JsonNode> data;

    public RpcErrorException(int status, int code, String message, Optional<JsonNode> data) {
        super(message);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    public static RpcErrorException invalidParams(String message) {
        return new RpcErrorException(200, -32602, message, Optional.empty());
    }

    public static RpcErrorException invalidParams(String message, JsonNode data) {
        return new RpcErrorException(200, -32602, message, Optional.of(data));
    }

    /** The client has not declared what the call needs; {@code missing} is shaped as ClientCapabilities. */
    public static RpcErrorException missingCapability(JsonNode missing) {
        ObjectNode data = Json.object();
        data.set("requiredCapabilities", missing);
        return new RpcErrorException(400, -32021, "The client lacks a capability", Optional.of(data));
    }

    static RpcErrorException headerMismatch(String message) {
        return new RpcErrorException(400, -32020, message, Optional.empty());
    }

    static RpcErrorException methodNotFound(String method) {
        return new RpcErrorException(404, -32601, "Method not found: " + method, Optional.empty());
    }

    int status() {
        return status;
    }

    ObjectNode toJson() {
        ObjectNode error = Json.object().put("code", code).put("message", getMessage());
        data.ifPresent(value -> error.set("data", value));
        return error;
    }
}
