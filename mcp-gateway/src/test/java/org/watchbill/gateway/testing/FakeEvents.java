package org.watchbill.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a faked service says before its answer; the first word turns the answer into server-sent events. */
public final class FakeEvents {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final HttpExchange exchange;
    private @Nullable OutputStream out;

    FakeEvents(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** Sends a message; throws {@link UncheckedIOException} once the gateway has dropped the connection. */
    public void send(ObjectNode message) {
        write("data: " + Json.text(message) + "\n\n");
    }

    public void notify(String method, String paramsJson) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", ToolAnswers.json(paramsJson));
        send(message);
    }

    public void comment() {
        write(": alive\n\n");
    }

    /** Returns when the gateway has dropped the connection; fails when it holds on to it. */
    public void awaitGone() {
        Instant end = Instant.now().plus(LONGEST);
        try {
            while (Instant.now().isBefore(end)) {
                comment();
                Thread.sleep(20);
            }
        } catch (UncheckedIOException gone) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("The connection is still there");
    }

    void finish(JsonNode answer) throws IOException {
        if (out == null) {
            FakeServer.answer(exchange, 200, answer);
        } else {
            write("data: " + Json.text(answer) + "\n\n");
            exchange.close();
        }
    }

    private void write(String event) {
        try {
            if (out == null) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                out = exchange.getResponseBody();
            }
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
