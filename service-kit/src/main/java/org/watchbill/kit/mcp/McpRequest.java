package org.watchbill.kit.mcp;

import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.mcp.wire.RpcMessage;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/**
 * One request of a verified caller.
 *
 * @param tokenEnd when the caller's token expires
 */
public record McpRequest(Caller caller, Instant tokenEnd, RpcMessage message) {

    public JsonNode params() {
        return message.params();
    }

    /** The text under {@code name}; throws {@link RpcException} when there is none. */
    public String text(String name) {
        return Optional.of(params().path(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .orElseThrow(() -> RpcException.invalidParams("The params lack the text " + name));
    }
}
