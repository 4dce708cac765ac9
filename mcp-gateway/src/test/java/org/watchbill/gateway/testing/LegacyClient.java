package org.watchbill.gateway.testing;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of revision 2025-11-25 with one session. */
public final class LegacyClient {

    private final URI endpoint;
    private final String token;
    private final AtomicInteger ids = new AtomicInteger();
    private volatile String sessionId = "";

    public LegacyClient(URI endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    public WireReply initialize(String revision, String capabilitiesJson) {
        ObjectNode params = Json.object().put("protocolVersion", revision);
        params.set("capabilities", ToolAnswers.json(capabilitiesJson));
        params.putObject("clientInfo").put("name", "test client").put("version", "1");
        WireReply reply = send("initialize", params);
        sessionId = reply.header("Mcp-Session-Id");
        return reply;
    }

    /** A client that can be asked. */
    public LegacyClient connected() {
        initialize("2025-11-25", "{\"elicitation\": {\"form\": {}}}");
        return this;
    }

    public String sessionId() {
        return sessionId;
    }

    public LegacyClient withSession(String id) {
        sessionId = id;
        return this;
    }

    public WireReply send(String method, ObjectNode params) {
        WireReply reply = post(Json.bytes(message(method, params)));
        SchemaCheck.LEGACY.answer(method, reply.json());
        return reply;
    }

    public WireReply call(String tool, String argumentsJson) {
        return send("tools/call", callParams(tool, argumentsJson));
    }

    /** Calls a tool that will ask back. */
    public EventReader open(String tool, String argumentsJson) {
        HttpResponse<InputStream> response =
                Wire.open(endpoint, headers(), Json.bytes(message("tools/call", callParams(tool, argumentsJson))));
        return new EventReader(response);
    }

    public WireReply notify(String method) {
        return post(Json.bytes(Json.object().put("jsonrpc", "2.0").put("method", method)));
    }

    /** Answers a request of the server. */
    public WireReply answer(JsonNode request, String resultJson) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", request.path("id"));
        message.set("result", ToolAnswers.json(resultJson));
        return post(Json.bytes(message));
    }

    public WireReply post(byte[] body) {
        return Wire.send("POST", endpoint, headers(), body);
    }

    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type", "application/json",
                "Accept", "application/json, text/event-stream",
                "Authorization", "Bearer " + token));
        if (!sessionId.isEmpty()) {
            headers.put("MCP-Protocol-Version", "2025-11-25");
            headers.put("Mcp-Session-Id", sessionId);
        }
        return headers;
    }

    private ObjectNode message(String method, ObjectNode params) {
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", ids.incrementAndGet())
                .put("method", method);
        message.set("params", params);
        return message;
    }

    private static ObjectNode callParams(String tool, String argumentsJson) {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", ToolAnswers.json(argumentsJson));
        return params;
    }
}
