package org.watchbill.kit.mcp;

import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The frames of results. */
public final class McpResults {

    private static final int LIST_MILLISECONDS = 60_000;

    private McpResults() {}

    public static ObjectNode complete() {
        return Json.object().put("resultType", "complete");
    }

    /** A whole list on one page; throws {@link RpcException} when another page is asked for. */
    public static ObjectNode list(McpRequest request, String member, ArrayNode items) {
        if (request.params().has("cursor")) {
            throw RpcException.invalidParams("The cursor was not issued by this server");
        }
        ObjectNode result = complete();
        result.set(member, items);
        return listed(result);
    }

    /** What changes with the version of the service only. */
    static ObjectNode listed(ObjectNode result) {
        return cacheable(result, LIST_MILLISECONDS);
    }

    /** {@code private}, because everything a service answers is for one organisation. */
    public static ObjectNode cacheable(ObjectNode result, int milliseconds) {
        return result.put("ttlMs", milliseconds).put("cacheScope", "private");
    }
}
