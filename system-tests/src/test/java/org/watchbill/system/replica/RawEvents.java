package org.watchbill.system.replica;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the HTTP+SSE transport. */
final class RawEvents implements AutoCloseable {

    private final Map<String, String> headers;
    private final BufferedReader lines;
    private final URI address;
    private final AtomicInteger ids = new AtomicInteger();

    RawEvents(URI sse, String token) {
        this.headers = Http.bearer(token);
        Map<String, String> opening = new TreeMap<>(headers);
        opening.put("Accept", "text/event-stream");
        this.lines = new BufferedReader(
                new InputStreamReader(Http.getForStream(sse, opening).body(), StandardCharsets.UTF_8));
        this.address = sse.resolve(data());
    }

    /** Posts a request and reads its answer from the stream. */
    JsonNode request(String method, ObjectNode parameters) {
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", ids.incrementAndGet())
                .put("method", method);
        message.set("params", parameters);
        Http.postJson(address, message, headers).expect(202);
        return Json.parse(data().getBytes(StandardCharsets.UTF_8));
    }

    private String data() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    return line.substring(6);
                }
            }
            throw new AssertionError("The stream has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
