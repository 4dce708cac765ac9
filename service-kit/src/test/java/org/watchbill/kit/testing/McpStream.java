package org.watchbill.kit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a client does, with a deadline for each. */
public final class McpStream implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final String END = "end";

    private final HttpResponse<InputStream> response;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    McpStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next message, past all comments. */
    public JsonNode next() {
        return Json.parse(line("data: ").getBytes(StandardCharsets.UTF_8));
    }

    /** The next comment, past all messages. */
    public String comment() {
        return line(": ");
    }

    /** The body of an answer that is no stream. */
    public JsonNode body() {
        return Json.parse(line("{", "").getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the stream ends with no further message. */
    public boolean ends() {
        for (String line = take(); !line.equals(END); line = take()) {
            if (line.startsWith("data: ")) {
                return false;
            }
        }
        return true;
    }

    private String line(String start) {
        return line(start, start);
    }

    private String line(String start, String dropped) {
        for (String line = take(); !line.equals(END); line = take()) {
            if (line.startsWith(start)) {
                return line.substring(dropped.length());
            }
        }
        throw new AssertionError("The stream has ended");
    }

    private String take() {
        try {
            String line = lines.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("Nothing came for " + LONGEST_WAIT);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException gone) {
            lines.add(END);
            return;
        }
        lines.add(END);
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
