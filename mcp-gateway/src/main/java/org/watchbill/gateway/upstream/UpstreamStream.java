package org.watchbill.gateway.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.watchbill.gateway.rpc.EventReader;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;

/** The messages of a service's answer as they come, for as long as it lasts. An interrupt drops the connection. */
public final class UpstreamStream implements AutoCloseable {

    private static final int LARGEST_EVENT = 1024 * 1024;

    private final BackendClient.Opened answer;
    private final EventReader events;

    UpstreamStream(BackendClient.Opened answer) throws IOException {
        this.answer = answer;
        this.events = new EventReader(
                answer.contentType().equals("text/event-stream") ? answer.content() : asEvent(answer.content()),
                LARGEST_EVENT);
    }

    /** A service that answers with one message, as for an error, is read alike. */
    private static InputStream asEvent(InputStream content) throws IOException {
        String message = new String(content.readNBytes(LARGEST_EVENT), StandardCharsets.UTF_8);
        String event = "data: " + message.replaceAll("[\\r\\n]", " ") + "\n\n";
        return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    }

    /** The next message; empty at the end. */
    public Optional<JsonNode> next() throws IOException {
        try {
            Optional<EventReader.Event> event = events.next();
            while (event.isPresent() && event.get().data().isEmpty()) {
                event = events.next();
            }
            return event.map(found -> Json.parse(found.data().getBytes(StandardCharsets.UTF_8)));
        } catch (JsonFormatException e) {
            throw new IOException("The service sent no JSON", e);
        }
    }

    @Override
    public void close() {
        answer.close();
    }
}
