package org.watchbill.gateway.relay;

import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The params that go to a service: the client's own, with the gateway's {@code _meta} over theirs. */
final class ForwardedParams {

    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;

    private ForwardedParams() {}

    static ObjectNode of(Call call) {
        ObjectNode params = Json.object();
        params.setAll(call.params());
        params.set(McpKeys.META, meta(call));
        return params;
    }

    /** A state without the trace that it belongs to is dropped (W3C Trace Context section 3.3). */
    private static boolean continues(String traceparent, String sent) {
        return sent.length() > TRACE_ID_END
                && sent.regionMatches(TRACE_ID_START, traceparent, TRACE_ID_START, TRACE_ID_END - TRACE_ID_START);
    }

    private static ObjectNode meta(Call call) {
        ObjectNode meta = Json.object();
        if (call.params().get(McpKeys.META) instanceof ObjectNode sent) {
            sent.properties().stream()
                    .filter(entry -> !entry.getKey().startsWith(McpKeys.INTERNAL))
                    .forEach(entry -> meta.set(entry.getKey(), entry.getValue()));
            if (!continues(call.traceparent(), sent.path("traceparent").stringValue(""))) {
                meta.remove("tracestate");
            }
        }
        meta.put("traceparent", call.traceparent());
        meta.put(McpKeys.CALL_ID, call.id().toString());
        return call.client().addTo(meta);
    }
}
