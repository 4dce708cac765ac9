package org.watchbill.gateway.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the HTTP+SSE transport: one stream to read, one address to post to. */
public final class EventsClient implements AutoCloseable {

    private final URI origin;
    private final Map<String, String> headers;
    private final EventReader stream;
    private final String address;

    /** Connects; the stream's own status tells whether it was let in. */
    public EventsClient(URI origin, String token) {
        this(origin, "/sse", token);
    }

    public EventsClient(URI origin, String path, String token) {
        this.origin = origin;
        this.headers = Map.of("Authorization", "Bearer " + token, "Accept", "text/event-stream");
        this.stream = new EventReader(Wire.open("GET", URI.create(origin + path), headers, new byte[0]));
        this.address = stream.status() == 200 ? stream.field("data") : "";
    }

    public EventReader stream() {
        return stream;
    }

    /** Where to post, as the first event says. */
    public String address() {
        return address;
    }

    public WireReply post(String json) {
        return post(address, headers, json);
    }

    /** With another credential, or to another stream's address. */
    public WireReply post(String target, Map<String, String> credential, String json) {
        Map<String, String> sent = new HashMap<>(credential);
        sent.remove("Accept");
        sent.put("Content-Type", "application/json");
        return Wire.send("POST", URI.create(origin + target), sent, Json.bytes(ToolAnswers.json(json)));
    }

    public JsonNode initialize(String revision) {
        post("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + revision
                + "\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"old\",\"version\":\"1\"}}}");
        return stream.next();
    }

    /** Posts a request, which is accepted; its answer comes on the stream. */
    public WireReply request(int id, String method, String params) {
        return post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    public WireReply answer(JsonNode question, String resultJson) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", question.path("id"));
        message.set("result", ToolAnswers.json(resultJson));
        return post(Json.text(message));
    }

    @Override
    public void close() {
        stream.close();
    }
}
