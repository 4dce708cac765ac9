package org.watchbill.gateway.upstream;

import java.util.Optional;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code _meta} that revision 2026-07-28 asks of every request. */
public record RequestMeta(JsonNode clientCapabilities, Optional<JsonNode> clientInfo) {

    /** A request of the gateway itself. */
    public static final RequestMeta OWN = new RequestMeta(Json.object(), Optional.empty());

    public ObjectNode addTo(ObjectNode meta) {
        meta.put(McpKeys.PROTOCOL_VERSION, Upstream.PROTOCOL_VERSION);
        meta.set(McpKeys.CLIENT_CAPABILITIES, clientCapabilities);
        clientInfo.ifPresent(info -> meta.set(McpKeys.CLIENT_INFO, info));
        return meta;
    }
}
