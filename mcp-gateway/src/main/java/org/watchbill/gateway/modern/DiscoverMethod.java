package org.watchbill.gateway.modern;

import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** {@code server/discover}: what a client may use here. */
public final class DiscoverMethod {

    static final String NAME = "server/discover";

    private final ServerIdentity server;

    public DiscoverMethod(ServerIdentity server) {
        this.server = server;
    }

    Outcome answer(String revision) {
        ObjectNode result = Json.object();
        result.putArray("supportedVersions").add(revision);
        result.set("capabilities", server.capabilities());
        result.put("instructions", server.instructions());
        return new Outcome.Result(result);
    }
}
