package org.watchbill.system.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Server-sent events, read while they come. */
public final class EventLines implements AutoCloseable {

    private final BufferedReader lines;
    private String lastEventId = "";

    public EventLines(HttpResponse<InputStream> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError("No stream: " + response.statusCode());
        }
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event that has some; empty text at the end. */
    public String data() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastEventId = line.substring(4);
                }
                if (line.startsWith("data: ") && line.length() > 6) {
                    return line.substring(6);
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message; an empty object at the end. */
    public JsonNode next() {
        String data = data();
        return data.isEmpty() ? Json.object() : Json.parse(data.getBytes(StandardCharsets.UTF_8));
    }

    public String lastEventId() {
        return lastEventId;
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
