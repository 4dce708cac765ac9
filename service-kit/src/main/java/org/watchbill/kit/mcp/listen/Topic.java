package org.watchbill.kit.mcp.listen;

import java.util.Optional;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A kind of change that clients can listen for. */
public interface Topic {

    /** Adds to the capabilities that {@code server/discover} announces. */
    void announce(ObjectNode capabilities);

    /**
     * Begins to watch what {@code filter}, the {@code notifications} of the request, asks for of this kind; empty when it
     * asks for nothing. Throws {@link RpcException}.
     */
    Optional<Watch> watch(McpRequest request, JsonNode filter);
}
