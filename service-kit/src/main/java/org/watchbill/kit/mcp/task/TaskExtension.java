package org.watchbill.kit.mcp.task;

import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.ProtocolCheck;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The extension {@code io.modelcontextprotocol/tasks} in the capabilities of clients and servers. */
public final class TaskExtension {

    public static final String ID = "io.modelcontextprotocol/tasks";

    private static final String EXTENSIONS = "extensions";

    private TaskExtension() {}

    /** Whether the request with this {@code _meta} comes from a client that can deal with tasks. */
    public static boolean isDeclared(JsonNode meta) {
        return meta.path(ProtocolCheck.CAPABILITIES_KEY)
                .path(EXTENSIONS)
                .path(ID)
                .isObject();
    }

    /** Throws {@link RpcException} -32021 when the request declares no tasks. */
    public static void require(JsonNode meta) {
        if (!isDeclared(meta)) {
            throw RpcException.missingCapability(announce(Json.object()));
        }
    }

    /** Adds the extension to {@code capabilities}. */
    public static ObjectNode announce(ObjectNode capabilities) {
        capabilities.withObjectProperty(EXTENSIONS).putObject(ID);
        return capabilities;
    }
}
