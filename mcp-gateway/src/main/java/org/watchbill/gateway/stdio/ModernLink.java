package org.watchbill.gateway.stdio;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.HeaderText;
import org.watchbill.kit.mcp.wire.ProtocolCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries stateless messages, each by itself, with the headers that repeat what their bodies say. */
final class ModernLink {

    private static final int BAD_REQUEST = 400;
    private final GatewayConnection gateway;
    private final LocalClient client;
    private final ToolHeaders tools;

    ModernLink(GatewayConnection gateway, LocalClient client) {
        this.gateway = gateway;
        this.client = client;
        this.tools = new ToolHeaders(gateway);
    }

    /** Whether the message says by itself which revision it is of. */
    static boolean carries(JsonNode message) {
        return message.path("params").path(McpKeys.META).has(McpKeys.PROTOCOL_VERSION);
    }

    void exchange(ObjectNode message) throws IOException, InterruptedException {
        if (message.path("method").stringValue("").equals("tools/call")) {
            call(message);
            return;
        }
        try (GatewayConnection.Answer answer = gateway.post(headers(message), Json.bytes(message))) {
            pass(message, answer);
        }
    }

    /** A call that is refused is sent again if the tool has changed since the bridge last saw the list. */
    private void call(ObjectNode message) throws IOException, InterruptedException {
        Map<String, String> repeated = tools.of(message);
        try (GatewayConnection.Answer answer = post(message, repeated)) {
            Map<String, String> renewed = answer.status() == BAD_REQUEST ? tools.renewed(message) : repeated;
            if (renewed.equals(repeated)) {
                pass(message, answer);
                return;
            }
            repeated = renewed;
        }
        try (GatewayConnection.Answer answer = post(message, repeated)) {
            pass(message, answer);
        }
    }

    private GatewayConnection.Answer post(ObjectNode message, Map<String, String> repeated)
            throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(repeated);
        headers.putAll(headers(message));
        return gateway.post(headers, Json.bytes(message));
    }

    private void pass(ObjectNode message, GatewayConnection.Answer answer) throws IOException {
        JsonNode id = message.path("id");
        boolean answered = new Relay(client, id).pass(answer).answered();
        boolean cancelled = Thread.currentThread().isInterrupted();
        if (!answered && !cancelled && !id.isMissingNode()) {
            client.fail(id, "The connection to the gateway broke before the answer came");
        }
    }

    /** What every stateless message says in headers too. */
    static Map<String, String> headers(ObjectNode message) {
        JsonNode params = message.path("params");
        String method = message.path("method").stringValue("");
        Map<String, String> headers = new HashMap<>();
        headers.put(
                McpHeaders.PROTOCOL_VERSION,
                HeaderText.encode(
                        params.path(McpKeys.META).path(McpKeys.PROTOCOL_VERSION).stringValue("")));
        headers.put(McpHeaders.METHOD, HeaderText.encode(method));
        String named = ProtocolCheck.NAMED.get(method);
        if (named != null && params.path(named).isString()) {
            headers.put(McpHeaders.NAME, HeaderText.encode(params.path(named).stringValue()));
        }
        return headers;
    }
}
