package org.watchbill.gateway.stdio;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The client's side: one JSON-RPC message a line, whole, from whichever thread. */
final class LocalClient {

    private final Consumer<JsonNode> out;

    LocalClient(Consumer<JsonNode> out) {
        this.out = out;
    }

    /** JSON text holds no line break. */
    static LocalClient on(PrintStream out) {
        return new LocalClient(message -> {
            out.print(Json.text(message) + "\n");
            out.flush();
        });
    }

    synchronized void tell(JsonNode message) {
        out.accept(message);
    }

    /** The request got no answer from the gateway; {@code reason} may be shown to the person. */
    void fail(JsonNode requestId, String reason) {
        tell(Reply.errorMessage(Optional.of(requestId), RpcError.of(RpcError.INTERNAL, reason)));
    }
}
