package org.watchbill.gateway.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Server-sent events on one response, each whole, from any thread. A write fails with {@link UncheckedIOException} once the
 * client has gone.
 */
public final class EventStream {

    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    public EventStream(OutputStream out) {
        this.out = out;
    }

    /** Sends a message; JSON text holds no line break, so one data line carries it. */
    public void message(JsonNode message) {
        message(message, Optional.empty());
    }

    /** Sends a message under an event id of visible ASCII. */
    public void message(JsonNode message, Optional<String> id) {
        write(idLine(id) + "event: message\ndata: " + Json.text(message) + "\n\n");
    }

    /** An event of another kind than a message; {@code data} is one line. */
    public void named(String name, String data) {
        write("event: " + name + "\ndata: " + data + "\n\n");
    }

    /** An event that carries nothing but its id, and how soon a client that lost the stream may come again. */
    public void opening(String id) {
        write(idLine(Optional.of(id)) + "retry: 1000\ndata: \n\n");
    }

    /** A comment that clients ignore and that finds out whether they are still there. */
    public void keepAlive() {
        write(KEEP_ALIVE);
    }

    private static String idLine(Optional<String> id) {
        return id.map(value -> "id: " + value + "\n").orElse("");
    }

    private void write(String event) {
        write(event.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] event) {
        try {
            out.write(event);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
