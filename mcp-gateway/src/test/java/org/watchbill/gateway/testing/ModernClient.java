package org.watchbill.gateway.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of revision 2026-07-28. */
public final class ModernClient {

    private final URI endpoint;
    private final String token;
    private final ObjectNode capabilities;

    public ModernClient(URI endpoint, String token) {
        this(endpoint, token, Json.object());
    }

    private ModernClient(URI endpoint, String token, ObjectNode capabilities) {
        this.endpoint = endpoint;
        this.token = token;
        this.capabilities = capabilities;
    }

    public ModernClient with(String capabilitiesJson) {
        return new ModernClient(endpoint, token, ToolAnswers.json(capabilitiesJson));
    }

    public WireReply send(String method, ObjectNode params) {
        return send(message(7, method, params), headers(method, params));
    }

    public WireReply call(String tool, String argumentsJson) {
        return send("tools/call", callParams(tool, argumentsJson));
    }

    /** Calls a tool whose answer may be a stream. */
    public EventReader open(String tool, String argumentsJson) {
        ObjectNode params = callParams(tool, argumentsJson);
        return new EventReader(
                Wire.open(endpoint, headers("tools/call", params), Json.bytes(message(7, "tools/call", params))));
    }

    public ObjectNode callParams(String tool, String argumentsJson) {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", ToolAnswers.json(argumentsJson));
        return params;
    }

    /** Sends any message with any headers; the answer must fit the schema all the same. */
    public WireReply send(JsonNode message, Map<String, String> headers) {
        WireReply reply = post(headers, Json.bytes(message));
        SchemaCheck.MODERN.answer(message.path("method").stringValue(""), reply.json());
        return reply;
    }

    /** Sends a message whose answer is read as it comes. */
    public EventReader open(ObjectNode message) {
        ObjectNode params = (ObjectNode) message.path("params");
        Map<String, String> headers = headers(message.path("method").stringValue(), params);
        return new EventReader(Wire.open(endpoint, headers, Json.bytes(message)));
    }

    public WireReply post(Map<String, String> headers, byte[] body) {
        return Wire.send("POST", endpoint, headers, body);
    }

    /** A well-formed message. */
    public ObjectNode message(int id, String method, ObjectNode params) {
        ObjectNode meta = params.withObjectProperty("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
        meta.set("io.modelcontextprotocol/clientCapabilities", capabilities);
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        message.set("params", params);
        return message;
    }

    /** The headers that belong to it. */
    public Map<String, String> headers(String method, ObjectNode params) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type", "application/json",
                "Accept", "application/json, text/event-stream",
                "Authorization", "Bearer " + token,
                "MCP-Protocol-Version", "2026-07-28",
                "Mcp-Method", method));
        String named = params.path(nameMember(method)).stringValue("");
        if (!named.isEmpty()) {
            headers.put("Mcp-Name", named);
        }
        return headers;
    }

    private static String nameMember(String method) {
        return switch (method) {
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> "name";
        };
    }
}
