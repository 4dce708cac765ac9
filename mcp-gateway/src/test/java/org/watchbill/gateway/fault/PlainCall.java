package org.watchbill.gateway.fault;

import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A call whose answer may come in either form: on a busy machine any answer may take so long that it becomes a stream. */
final class PlainCall {

    private PlainCall() {}

    static WireReply of(ModernClient client, String tool) {
        ObjectNode params = client.callParams(tool, "{}");
        ObjectNode message = client.message(1, "tools/call", params);
        return client.post(client.headers("tools/call", params), Json.bytes(message));
    }
}
