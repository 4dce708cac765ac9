package org.watchbill.gateway.relay;

import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The params that go to a service: the client's own, with the gateway's {@code _meta} over theirs. */
final class ForwardedParams {

    private ForwardedParams() {}

    static ObjectNode of(Call call) {
        ObjectNode params = Json.object();
        params.setAll(call.params());
        params.set(McpKeys.META, meta(call));
        return params;
    }

    private static ObjectNode meta(Call call) {
        ObjectNode meta = Json.object();
        if (call.params().get(McpKeys.META) instanceof ObjectNode sent) {
            sent.properties().stream()
                    .filter(entry -> !entry.getKey().startsWith(McpKeys.INTERNAL))
                    .forEach(entry -> meta.set(entry.getKey(), entry.getValue()));
        }
        meta.put("traceparent", call.traceparent());
        meta.put(McpKeys.CALL_ID, call.id().toString());
        return call.client().addTo(meta);
    }
}
