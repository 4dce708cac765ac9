package org.watchbill.system.replica;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.EventLines;
import org.watchbill.system.client.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A session of revision 2025-11-25, step by step: streams can be looked into while they last. */
final class RawSession {

    private final URI mcp;
    private final Map<String, String> headers;
    private final AtomicInteger ids = new AtomicInteger();

    private RawSession(URI mcp, Map<String, String> headers) {
        this.mcp = mcp;
        this.headers = headers;
    }

    static ObjectNode handshake() {
        ObjectNode parameters = Json.object().put("protocolVersion", "2025-11-25");
        parameters.putObject("capabilities").putObject("elicitation").putObject("form");
        parameters.putObject("clientInfo").put("name", "system-tests").put("version", "1");
        return parameters;
    }

    static RawSession begin(URI mcp, String token) {
        Map<String, String> headers = new TreeMap<>(Http.bearer(token));
        headers.put("Accept", "application/json, text/event-stream");
        RawSession session = new RawSession(mcp, headers);
        String id = Http.postJson(mcp, session.message("initialize", handshake()), headers)
                .expect(200)
                .header("Mcp-Session-Id")
                .orElseThrow();
        headers.put("Mcp-Session-Id", id);
        headers.put("MCP-Protocol-Version", "2025-11-25");
        return session;
    }

    /** The status of a ping. */
    int ping() {
        return Http.postJson(mcp, message("ping", Json.object()), headers).status();
    }

    int delete() {
        return Http.delete(mcp, headers).status();
    }

    void notifyCancelled(int requestId) {
        ObjectNode notification = Json.object().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
        notification.putObject("params").put("requestId", requestId);
        Http.postJson(mcp, notification, headers).expect(202);
    }

    Stream open(String tool, JsonNode arguments) {
        ObjectNode parameters = Json.object().put("name", tool);
        parameters.set("arguments", arguments);
        ObjectNode message = message("tools/call", parameters);
        return new Stream(message.path("id").asInt(), Http.postJsonForStream(mcp, message, headers));
    }

    /** What a stream that was lost still brings: its answer. */
    JsonNode resume(String lastEventId) {
        Map<String, String> resuming = new TreeMap<>(headers);
        resuming.put("Last-Event-ID", lastEventId);
        resuming.put("Accept", "text/event-stream");
        try (Stream rest = new Stream(0, Http.getForStream(mcp, resuming))) {
            return rest.answer();
        }
    }

    private ObjectNode message(String method, ObjectNode parameters) {
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", ids.incrementAndGet())
                .put("method", method);
        message.set("params", parameters);
        return message;
    }

    /** A stream while it lasts. */
    static final class Stream implements AutoCloseable {

        private final int id;
        private final EventLines events;

        Stream(int id, HttpResponse<InputStream> response) {
            this.id = id;
            this.events = new EventLines(response);
        }

        int id() {
            return id;
        }

        String lastEventId() {
            return events.lastEventId();
        }

        JsonNode question() {
            JsonNode message = events.next();
            if (!message.path("method").asString("").equals("elicitation/create")) {
                throw new AssertionError("No question: " + message);
            }
            return message;
        }

        JsonNode answer() {
            JsonNode message = events.next();
            while (message.has("method")) {
                message = events.next();
            }
            return message;
        }

        /** Whether nothing more comes, for whatever reason. */
        boolean ended() {
            try {
                return events.next().isEmpty();
            } catch (UncheckedIOException broken) {
                return true;
            }
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
