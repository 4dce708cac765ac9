package org.watchbill.gateway.stdio;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.HeaderText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries stateless messages, each by itself, with the headers that repeat what their bodies say. */
final class ModernLink {

    private static final Map<String, String> NAMED = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private final GatewayConnection gateway;
    private final LocalClient client;

    ModernLink(GatewayConnection gateway, LocalClient client) {
        this.gateway = gateway;
        this.client = client;
    }

    /** Whether the message says by itself which revision it is of. */
    static boolean carries(JsonNode message) {
        return message.path("params").path(McpKeys.META).has(McpKeys.PROTOCOL_VERSION);
    }

    void exchange(ObjectNode message) throws IOException, InterruptedException {
        try (GatewayConnection.Answer answer = gateway.post(headers(message), Json.bytes(message))) {
            JsonNode id = message.path("id");
            if (!new Relay(client, id).pass(answer).answered() && !id.isMissingNode()) {
                client.fail(id, "The connection to the gateway broke before the answer came");
            }
        }
    }

    private static Map<String, String> headers(ObjectNode message) {
        JsonNode params = message.path("params");
        String method = message.path("method").stringValue("");
        Map<String, String> headers = new HashMap<>();
        headers.put(
                McpHeaders.PROTOCOL_VERSION,
                HeaderText.encode(
                        params.path(McpKeys.META).path(McpKeys.PROTOCOL_VERSION).stringValue("")));
        headers.put(McpHeaders.METHOD, HeaderText.encode(method));
        String named = NAMED.get(method);
        if (named != null && params.path(named).isString()) {
            headers.put(McpHeaders.NAME, HeaderText.encode(params.path(named).stringValue()));
        }
        return headers;
    }
}
