package org.watchbill.kit.mcp.wire;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC responses; an error whose request id is unknown has no id. */
public final class RpcAnswer {

    private RpcAnswer() {}

    public static ObjectNode result(JsonNode id, ObjectNode result) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id);
        message.set("result", result);
        return message;
    }

    /** With a missing node as the id when it is not known. */
    public static ObjectNode error(JsonNode id, RpcException reason) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        if (!id.isMissingNode()) {
            message.set("id", id);
        }
        ObjectNode error = message.putObject("error").put("code", reason.code()).put("message", reason.getMessage());
        reason.data().ifPresent(data -> error.set("data", data));
        return message;
    }

    public static void send(ServerResponse response, Status status, ObjectNode message) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(message));
    }
}
