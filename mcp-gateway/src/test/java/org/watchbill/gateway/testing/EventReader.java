package org.watchbill.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a client does. */
public final class EventReader implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private String lastId = "";

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The id of the last event that had one. */
    public String lastId() {
        return lastId;
    }

    /** The id with which the stream begins, in an event without content. */
    public String opening() {
        line("data: ", 0);
        return lastId;
    }

    /** The next line of this field. */
    public String field(String name) {
        return line(name + ": ", 0).orElseThrow(() -> new AssertionError("The stream has ended"));
    }

    /** The next message, past all comments and events without content. */
    public JsonNode next() {
        return line("data: ")
                .map(data -> Json.parse(data.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new AssertionError("The stream has ended"));
    }

    /** The next comment. */
    public String comment() {
        return line(": ").orElseThrow(() -> new AssertionError("The stream has ended"));
    }

    /** What is left of the body, for an answer that is no stream. */
    public byte[] rest() {
        return lines.lines().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    }

    public boolean hasEnded() {
        return line("data: ").isEmpty();
    }

    private Optional<String> line(String start) {
        return line(start, 1);
    }

    private Optional<String> line(String start, int shortest) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                }
                if (line.startsWith(start) && line.length() >= start.length() + shortest) {
                    return Optional.of(line.substring(start.length()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves, as a client that is closed. */
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
