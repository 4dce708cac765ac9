package org.watchbill.gateway.stdio;

import java.io.PrintStream;
import java.util.Optional;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The client's side: one JSON-RPC message a line, whole, from whichever thread. */
final class LocalClient {

    private final PrintStream out;

    LocalClient(PrintStream out) {
        this.out = out;
    }

    /** JSON text holds no line break. */
    synchronized void tell(JsonNode message) {
        out.println(Json.text(message));
        out.flush();
    }

    /** The request got no answer from the gateway; {@code reason} may be shown to the person. */
    void fail(JsonNode requestId, String reason) {
        tell(Reply.errorMessage(Optional.of(requestId), RpcError.of(RpcError.INTERNAL, reason)));
    }
}
