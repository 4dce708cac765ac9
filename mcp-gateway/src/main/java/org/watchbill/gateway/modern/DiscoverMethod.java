package org.watchbill.gateway.modern;

import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.upstream.Discoveries;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** {@code server/discover}: what a client may use here, the same for every caller. */
public final class DiscoverMethod {

    static final String NAME = "server/discover";

    private final ServerIdentity server;
    private final Discoveries discoveries;

    public DiscoverMethod(ServerIdentity server, Discoveries discoveries) {
        this.server = server;
        this.discoveries = discoveries;
    }

    /** {@code token} is for services that have not said yet what they can do. */
    ObjectNode answer(String revision, Secret token) throws InterruptedException {
        ObjectNode result = Json.object();
        result.putArray("supportedVersions").add(revision);
        result.set("capabilities", capabilities(token));
        result.put("instructions", server.instructions());
        return result;
    }

    private ObjectNode capabilities(Secret token) throws InterruptedException {
        ObjectNode capabilities = server.capabilities();
        if (discoveries.anyExtension(McpKeys.TASKS, token)) {
            capabilities.withObjectProperty("extensions").putObject(McpKeys.TASKS);
        }
        return capabilities;
    }
}
