package org.watchbill.system.replica;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.EventLines;
import org.watchbill.system.client.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the HTTP+SSE transport. */
final class RawEvents implements AutoCloseable {

    private final Map<String, String> headers;
    private final EventLines events;
    private final URI address;
    private final AtomicInteger ids = new AtomicInteger();

    RawEvents(URI sse, String token) {
        this.headers = Http.bearer(token);
        Map<String, String> opening = new TreeMap<>(headers);
        opening.put("Accept", "text/event-stream");
        this.events = new EventLines(Http.getForStream(sse, opening));
        this.address = sse.resolve(events.data());
    }

    /** Posts a request and reads its answer from the stream. */
    JsonNode request(String method, ObjectNode parameters) {
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", ids.incrementAndGet())
                .put("method", method);
        message.set("params", parameters);
        Http.postJson(address, message, headers).expect(202);
        return events.next();
    }

    @Override
    public void close() {
        events.close();
    }
}
