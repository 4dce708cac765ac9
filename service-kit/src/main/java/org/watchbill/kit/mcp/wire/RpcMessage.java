package org.watchbill.kit.mcp.wire;

import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One JSON-RPC message of a client: a request, or a notification when it has no id.
 *
 * @param id string or number, or a missing node
 * @param params an object, empty when the message has none
 */
public record RpcMessage(JsonNode id, String method, JsonNode params) {

    /** Throws {@link RpcException}. */
    public static RpcMessage of(JsonNode body) {
        if (!body.isObject() || !body.path("jsonrpc").stringValue("").equals("2.0")) {
            throw RpcException.refused(RpcException.INVALID_REQUEST, "The body is not one JSON-RPC 2.0 message");
        }
        String method = body.path("method").stringValue("");
        if (method.isEmpty() || body.has("result") || body.has("error")) {
            throw RpcException.refused(RpcException.INVALID_REQUEST, "The message is neither request nor notification");
        }
        if (body.has("id") && idOf(body).isMissingNode()) {
            throw RpcException.refused(RpcException.INVALID_REQUEST, "The id is neither a string nor a number");
        }
        return new RpcMessage(idOf(body), method, paramsOf(body));
    }

    /** Throws {@link RpcException}. */
    public static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonFormatException e) {
            throw RpcException.refused(RpcException.PARSE_ERROR, "The body is not valid JSON");
        }
    }

    /** The id of a message that may be broken otherwise; a missing node when it has none. */
    public static JsonNode idOf(JsonNode body) {
        JsonNode id = body.path("id");
        return id.isString() || id.isNumber() ? id : MissingNode.getInstance();
    }

    public boolean isNotification() {
        return id.isMissingNode();
    }

    /** The {@code _meta} object, empty when there is none. */
    public JsonNode meta() {
        JsonNode meta = params.path("_meta");
        return meta.isObject() ? meta : Json.object();
    }

    private static JsonNode paramsOf(JsonNode body) {
        JsonNode params = body.path("params");
        if (params.isMissingNode()) {
            return Json.object();
        }
        if (!params.isObject()) {
            throw RpcException.refused(RpcException.INVALID_PARAMS, "The params are not an object");
        }
        return params;
    }
}
