package org.watchbill.gateway.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Server-sent events on one response. A write fails with {@link UncheckedIOException} once the client has gone. */
public final class EventStream {

    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    public EventStream(OutputStream out) {
        this.out = out;
    }

    /** Sends a message; JSON text holds no line break, so one data line carries it. */
    public void message(JsonNode message) {
        write(("event: message\ndata: " + Json.text(message) + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A comment that clients ignore and that finds out whether they are still there. */
    public void keepAlive() {
        write(KEEP_ALIVE);
    }

    private void write(byte[] event) {
        try {
            out.write(event);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
