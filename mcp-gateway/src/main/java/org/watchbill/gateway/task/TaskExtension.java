package org.watchbill.gateway.task;

import java.util.Optional;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a client can deal with tasks. */
public final class TaskExtension {

    private TaskExtension() {}

    public static boolean isDeclared(JsonNode clientCapabilities) {
        return clientCapabilities.path("extensions").path(McpKeys.TASKS).isObject();
    }

    /** The error for a client that uses tasks without having declared them. */
    public static Optional<RpcError> undeclared(JsonNode clientCapabilities) {
        if (isDeclared(clientCapabilities)) {
            return Optional.empty();
        }
        ObjectNode data = Json.object();
        data.putObject("requiredCapabilities").putObject("extensions").putObject(McpKeys.TASKS);
        return Optional.of(RpcError.of(
                RpcError.MISSING_CLIENT_CAPABILITY, "The client did not declare extensions." + McpKeys.TASKS, data));
    }
}
