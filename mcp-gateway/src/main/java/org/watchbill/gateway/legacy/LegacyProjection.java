package org.watchbill.gateway.legacy;

import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.rpc.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as revision 2025-11-25 has them: schemas and values of structured content are objects there. */
final class LegacyProjection {

    private LegacyProjection() {}

    static ObjectNode of(Outcome.Result outcome) {
        ObjectNode result = outcome.body();
        if (result.has("structuredContent") && !result.path("structuredContent").isObject()) {
            result = result.deepCopy();
            result.remove("structuredContent");
        }
        if (result.path("tools").valueStream().anyMatch(tool -> !hasObjectOutput(tool))) {
            result = result.deepCopy();
            result.path("tools")
                    .valueStream()
                    .filter(tool -> !hasObjectOutput(tool))
                    .forEach(tool -> ((ObjectNode) tool).remove("outputSchema"));
        }
        return result;
    }

    /** The codes of the stateless era say nothing to these clients. */
    static RpcError of(RpcError error) {
        return error.code() == RpcError.MISSING_CLIENT_CAPABILITY
                ? RpcError.of(RpcError.INVALID_REQUEST, error.message())
                : error;
    }

    private static boolean hasObjectOutput(JsonNode tool) {
        return !tool.has("outputSchema")
                || "object".equals(tool.path("outputSchema").path("type").stringValue(""));
    }
}
