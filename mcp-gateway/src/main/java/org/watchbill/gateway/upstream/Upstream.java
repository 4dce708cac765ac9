package org.watchbill.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.gateway.rpc.EventReader;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.mcp.wire.HeaderText;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One service behind the gateway. Its headers are made here from nothing, so none of a client's ever reach it. */
public final class Upstream implements AutoCloseable {

    public static final String PROTOCOL_VERSION = "2026-07-28";

    private static final EventLog LOG = EventLog.named(Upstream.class.getName());
    private static final String TRACEPARENT = "traceparent";
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    /** Services send comments on silent streams more often than this. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(75);

    private static final int MOST_STREAMS = 2048;
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final int MOST_EVENTS = 100_000;
    /** Load is shed before any work is begun. */
    private static final int BUSY = 503;

    private static final int TOO_MANY = 429;

    /** A failure after this long is not answered by asking again. */
    private static final Duration SOON = Duration.ofSeconds(2);
    /** Clients that wait longer than this before they go count as a time-out. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration REST = Duration.ofSeconds(5);

    private final UpstreamSetting setting;
    private final BackendClient client;
    private final BackendClient streams;
    private final Circuit circuit;

    public Upstream(UpstreamSetting setting) {
        this(setting, READ_TIMEOUT, REST);
    }

    Upstream(UpstreamSetting setting, Duration readTimeout, Duration rest) {
        this.setting = setting;
        this.client = BackendClient.of(setting.url(), readTimeout);
        this.streams = BackendClient.of(setting.url(), LONGEST_SILENCE, MOST_STREAMS);
        this.circuit = new Circuit(setting.name(), rest);
    }

    public String name() {
        return setting.name();
    }

    /** What the names of its tools and prompts begin with here. */
    public String prefix() {
        return setting.prefix();
    }

    /** Whether it is no service of the suite: it gets a token of its own and its policies do not count. */
    public boolean foreign() {
        return setting.foreign();
    }

    /** Whether calls are refused without asking, because the last ones failed. */
    public boolean isResting() {
        return circuit.isOpen();
    }

    /** Asks without an interest in what comes before the answer. */
    public UpstreamAnswer ask(UpstreamRequest request) throws InterruptedException {
        return ask(request, Notices.NONE);
    }

    /**
     * Asks, and once more when nothing came back and asking twice does no harm. Notifications of the service go to
     * {@code notices} as they come. An interrupt drops the connection, which tells the service to stop.
     */
    public UpstreamAnswer ask(UpstreamRequest request, Notices notices) throws InterruptedException {
        byte[] body = body(request);
        Map<String, String> headers = headers(request);
        try {
            return attempt(request, headers, body, notices);
        } catch (Circuit.GivenUpException e) {
            throw givenUp();
        } catch (BackendException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw givenUp();
            }
            return new UpstreamAnswer.Lost(e.nothingSent());
        } catch (JsonFormatException e) {
            LOG.warning("upstream answers with no JSON", upstream(), method(request));
            return new UpstreamAnswer.Lost(false);
        }
    }

    private static InterruptedException givenUp() {
        Thread.interrupted();
        return new InterruptedException("The call was given up");
    }

    private UpstreamAnswer attempt(UpstreamRequest request, Map<String, String> headers, byte[] body, Notices notices)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            return exchange(headers, body, notices);
        } catch (BackendException e) {
            boolean late = System.nanoTime() - start > SOON.toNanos();
            boolean harmless = request.repeatable() || e.nothingSent();
            if (late || !harmless || circuit.isOpen() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return exchange(headers, body, notices);
        }
    }

    private UpstreamAnswer exchange(Map<String, String> headers, byte[] body, Notices notices)
            throws InterruptedException {
        try (BackendClient.Opened answer = circuit.through(() -> open(headers, body));
                InputStream content = answer.content()) {
            return answer.contentType().equals("text/event-stream")
                    ? lastOf(new EventReader(content, LARGEST_ANSWER), answer.status(), notices)
                    : single(answer.status(), all(content));
        } catch (IOException | UncheckedIOException e) {
            // Helidon's content throws unchecked when an interrupt comes while it is closed.
            throw new BackendException("The answer of " + name() + " broke off", false, e);
        }
    }

    /** Fails when the service does: it is away, hangs, or has something before it that says so. */
    private BackendClient.Opened open(Map<String, String> headers, byte[] body) {
        long start = System.nanoTime();
        BackendClient.Opened answer;
        try {
            answer = client.open("/mcp", headers, body);
        } catch (BackendException e) {
            boolean early = System.nanoTime() - start < PATIENCE.toNanos();
            throw early && Thread.currentThread().isInterrupted() ? new Circuit.GivenUpException(e) : e;
        }
        if (answer.status() == 401 || (answer.status() >= 500 && answer.status() != BUSY)) {
            answer.close();
            throw new BackendException(name() + " answers with status " + answer.status(), answer.status() == 401);
        }
        return answer;
    }

    private UpstreamAnswer single(int status, byte[] content) {
        return status == BUSY || status == TOO_MANY ? new UpstreamAnswer.Lost(true) : read(status, Json.parse(content));
    }

    private UpstreamAnswer lastOf(EventReader events, int status, Notices notices)
            throws IOException, InterruptedException {
        for (int count = 0; count < MOST_EVENTS; count++) {
            EventReader.Event event = events.next().orElseThrow(() -> new IOException("No answer on the stream"));
            if (event.data().isEmpty()) {
                continue;
            }
            JsonNode message = Json.parse(event.data().getBytes(StandardCharsets.UTF_8));
            if (message instanceof ObjectNode notification && notification.has("method")) {
                notices.send(notification);
            } else {
                return read(status, message);
            }
        }
        throw new IOException("More than " + MOST_EVENTS + " events before the answer");
    }

    /**
     * Opens an answer that may stay silent for a minute at a time; it does not count among the calls. Throws
     * {@link BackendException}.
     */
    public UpstreamStream open(UpstreamRequest request) {
        BackendClient.Opened answer = streams.open("/mcp", headers(request), body(request));
        try {
            return new UpstreamStream(answer);
        } catch (IOException e) {
            answer.close();
            throw new BackendException("The answer of " + name() + " broke off", false, e);
        }
    }

    private static byte[] all(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST_ANSWER + 1);
        if (bytes.length > LARGEST_ANSWER) {
            throw new IOException("The answer is larger than " + LARGEST_ANSWER + " bytes");
        }
        return bytes;
    }

    private UpstreamAnswer read(int status, JsonNode message) {
        if (status == 200 && message.path("result") instanceof ObjectNode result) {
            return new UpstreamAnswer.Result(result);
        }
        JsonNode error = message.path("error");
        if (error.path("code").isIntegralNumber() && error.path("message").isString()) {
            Optional<JsonNode> data = error.has("data") ? Optional.of(error.get("data")) : Optional.empty();
            return new UpstreamAnswer.Failed(
                    new RpcError(error.get("code").asInt(), error.get("message").stringValue(), data));
        }
        LOG.warning("upstream answers with no JSON-RPC message", upstream(), Field.of("status", status));
        return new UpstreamAnswer.Lost(false);
    }

    private Field upstream() {
        return Field.of("upstream", name());
    }

    private static Field method(UpstreamRequest request) {
        return Field.of("method", request.method());
    }

    private static byte[] body(UpstreamRequest request) {
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", UUID.randomUUID().toString())
                .put("method", request.method());
        message.set("params", request.params());
        return Json.bytes(message);
    }

    private Map<String, String> headers(UpstreamRequest request) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream",
                "Authorization",
                "Bearer " + setting.ownToken().orElse(request.token()).reveal(),
                McpHeaders.PROTOCOL_VERSION,
                PROTOCOL_VERSION,
                McpHeaders.METHOD,
                request.method()));
        String traceparent =
                request.params().path(McpKeys.META).path(TRACEPARENT).stringValue("");
        if (!traceparent.isEmpty()) {
            headers.put(TRACEPARENT, traceparent);
        }
        request.name().ifPresent(value -> headers.put(McpHeaders.NAME, HeaderText.encode(value)));
        request.headers().forEach((header, value) -> headers.put(header, HeaderText.encode(value)));
        return headers;
    }

    @Override
    public void close() {
        client.close();
        streams.close();
    }
}
