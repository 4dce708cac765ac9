package org.watchbill.system.conformance.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The answer to one request: a JSON message, or an event stream from the first notification on. */
final class Outlet {

    private final ServerResponse response;
    private @Nullable OutputStream stream;

    Outlet(ServerResponse response) {
        this.response = response;
    }

    void notify(ObjectNode notification) {
        write("data: " + Json.text(notification) + "\n\n");
    }

    void keepAlive() {
        write(": keep-alive\n\n");
    }

    void finish(int status, ObjectNode message) {
        if (stream == null) {
            response.status(Status.create(status))
                    .header(HeaderValues.CONTENT_TYPE_JSON)
                    .send(Json.bytes(message));
            return;
        }
        try {
            notify(message);
            stream.close();
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("The client has gone", e);
        }
    }

    private void write(String event) {
        OutputStream out = opened();
        try {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OutputStream opened() {
        OutputStream open = stream;
        if (open == null) {
            response.status(Status.OK_200)
                    .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .header(HeaderNames.create("X-Accel-Buffering"), "no");
            open = response.outputStream();
            stream = open;
        }
        return open;
    }
}
