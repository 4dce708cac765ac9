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

/** A client of a revision with handshake, and its one session. */
public final class LegacyClient {

    private final URI endpoint;
    private final String token;
    private final AtomicInteger ids = new AtomicInteger();
    private volatile String sessionId = "";
    private volatile String revision = "2025-11-25";

    public LegacyClient(URI endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    public WireReply initialize(String offered, String capabilitiesJson) {
        ObjectNode params = Json.object().put("protocolVersion", offered);
        params.set("capabilities", ToolAnswers.json(capabilitiesJson));
        params.putObject("clientInfo").put("name", "test client").put("version", "1");
        WireReply reply = post(Json.bytes(message("initialize", params)));
        sessionId = reply.header("Mcp-Session-Id");
        revision = reply.result().path("protocolVersion").stringValue(revision);
        schema().answer("initialize", reply.json());
        return reply;
    }

    /** The same client, with the same session, at another replica. */
    public LegacyClient at(URI replica) {
        LegacyClient other = new LegacyClient(replica, token);
        other.sessionId = sessionId;
        other.revision = revision;
        other.ids.set(1000);
        return other;
    }

    public SchemaCheck schema() {
        return SchemaCheck.of(revision);
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
        schema().answer(method, reply.json());
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

    /** Sends any request whose answer may be a stream. */
    public EventReader open(int id, String method, ObjectNode params) {
        ObjectNode message = message(method, params).put("id", id);
        return new EventReader(Wire.open(endpoint, headers(), Json.bytes(message)));
    }

    /** Takes up a stream where it was lost; without an event, opens the session's own. */
    public EventReader resume(String lastEventId) {
        Map<String, String> headers = headers();
        headers.put("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return new EventReader(Wire.open("GET", endpoint, headers, new byte[0]));
    }

    public WireReply end() {
        return Wire.send("DELETE", endpoint, headers(), new byte[0]);
    }

    public WireReply notify(String method) {
        return notify(method, Json.object());
    }

    public WireReply notify(String method, ObjectNode params) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return post(Json.bytes(message));
    }

    /** Answers a request of the server. */
    public WireReply answer(JsonNode request, String resultJson) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", request.path("id"));
        message.set("result", ToolAnswers.json(resultJson));
        return post(Json.bytes(message));
    }

    /** Answers a request of the server with an error. */
    public WireReply refuse(JsonNode request) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", request.path("id"));
        message.putObject("error").put("code", -1).put("message", "no");
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
            if (revision.compareTo("2025-06-18") >= 0) {
                headers.put("MCP-Protocol-Version", revision);
            }
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

    public static ObjectNode callParams(String tool, String argumentsJson) {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", ToolAnswers.json(argumentsJson));
        return params;
    }
}
