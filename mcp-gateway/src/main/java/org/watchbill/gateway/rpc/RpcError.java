package org.watchbill.gateway.rpc;

import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON-RPC error; every part may be shown to the client. */
public record RpcError(int code, String message, Optional<JsonNode> data) {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL = -32603;
    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CLIENT_CAPABILITY = -32021;
    public static final int UNSUPPORTED_VERSION = -32022;
    /** Transport faults of the handshake era. */
    public static final int BAD_TRANSPORT = -32000;

    /** A service says no for a reason of its own, told in {@code data.code}; outside the reserved range. */
    public static final int REFUSED = -31000;

    public static final int SESSION_NOT_FOUND = -32001;
    /** Outside the range that JSON-RPC and MCP reserve; the HTTP challenge carries the meaning. */
    public static final int INSUFFICIENT_SCOPE = 403;

    /** Likewise; {@code data.retryAfterSeconds} says when a retry may pass. */
    public static final int TOO_MANY = 429;

    public static RpcError of(int code, String message) {
        return new RpcError(code, message, Optional.empty());
    }

    public static RpcError of(int code, String message, JsonNode data) {
        return new RpcError(code, message, Optional.of(data));
    }

    public static RpcError methodNotFound(String method) {
        return of(METHOD_NOT_FOUND, "Method not found: " + method);
    }

    ObjectNode json() {
        ObjectNode error = Json.object().put("code", code).put("message", message);
        data.ifPresent(value -> error.set("data", value));
        return error;
    }
}
