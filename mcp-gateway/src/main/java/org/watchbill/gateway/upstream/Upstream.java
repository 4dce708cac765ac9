package org.watchbill.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.gateway.rpc.HeaderText;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One service behind the gateway. Its headers are made here from nothing, so none of a client's ever reach it. */
public final class Upstream implements AutoCloseable {

    public static final String PROTOCOL_VERSION = "2026-07-28";

    private static final EventLog LOG = EventLog.named(Upstream.class.getName());
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final BackendClient client;

    public Upstream(String name, URI url) {
        this.name = name;
        this.client = BackendClient.of(url, READ_TIMEOUT);
    }

    public String name() {
        return name;
    }

    /** Asks once more when no answer came and asking twice does no harm. */
    public UpstreamAnswer ask(UpstreamRequest request) {
        byte[] body = body(request);
        Map<String, String> headers = headers(request);
        try {
            return read(send(request, headers, body));
        } catch (BackendException e) {
            LOG.warning("upstream does not answer", upstream(), method(request));
            return new UpstreamAnswer.Lost(e.nothingSent());
        } catch (JsonFormatException e) {
            LOG.warning("upstream answers with no JSON", upstream(), method(request));
            return new UpstreamAnswer.Lost(false);
        }
    }

    private BackendClient.Answer send(UpstreamRequest request, Map<String, String> headers, byte[] body) {
        try {
            return client.post("/mcp", headers, body);
        } catch (BackendException e) {
            if (request.repeatable() || e.nothingSent()) {
                return client.post("/mcp", headers, body);
            }
            throw e;
        }
    }

    private UpstreamAnswer read(BackendClient.Answer answer) {
        JsonNode message = Json.parse(answer.body());
        if (answer.status() == 200 && message.path("result") instanceof ObjectNode result) {
            return new UpstreamAnswer.Result(result);
        }
        JsonNode error = message.path("error");
        if (error.path("code").isIntegralNumber() && error.path("message").isString()) {
            Optional<JsonNode> data = error.has("data") ? Optional.of(error.get("data")) : Optional.empty();
            return new UpstreamAnswer.Failed(
                    new RpcError(error.get("code").asInt(), error.get("message").stringValue(), data));
        }
        LOG.warning("upstream answers with no JSON-RPC message", upstream(), Field.of("status", answer.status()));
        return new UpstreamAnswer.Lost(false);
    }

    private Field upstream() {
        return Field.of("upstream", name);
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

    private static Map<String, String> headers(UpstreamRequest request) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream",
                "Authorization",
                "Bearer " + request.token().reveal(),
                McpHeaders.PROTOCOL_VERSION,
                PROTOCOL_VERSION,
                McpHeaders.METHOD,
                request.method()));
        request.name().ifPresent(value -> headers.put(McpHeaders.NAME, HeaderText.encode(value)));
        return headers;
    }

    @Override
    public void close() {
        client.close();
    }
}
