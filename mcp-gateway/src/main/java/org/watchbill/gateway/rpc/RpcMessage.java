package org.watchbill.gateway.rpc;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client sends in one body: a JSON-RPC 2.0 message or several. */
public sealed interface RpcMessage {

    /** Something that has a method: a request or a notification. */
    sealed interface Invocation extends RpcMessage {

        String method();

        /** The params, empty when the message has none. */
        ObjectNode params();
    }

    /** A request; {@code id} is a text or an integer. */
    record Request(JsonNode id, String method, ObjectNode params) implements Invocation {}

    record Notification(String method, ObjectNode params) implements Invocation {}

    /** The client's answer to a request of the server; an error is an answer without result. */
    record Response(JsonNode id, JsonNode result, boolean failed) implements RpcMessage {}

    /** Messages in one body, at least one; none of them is a batch itself. */
    record Batch(List<RpcMessage> messages) implements RpcMessage {

        public Batch {
            messages = List.copyOf(messages);
        }
    }

    /** Ids are kept and repeated, so they are short. */
    int LONGEST_ID = 256;

    /** Whether a request can have this id. */
    static boolean isId(JsonNode id) {
        return id.isIntegralNumber() || (id.isString() && id.stringValue().length() <= LONGEST_ID);
    }

    /** The id under which an answer goes back; only requests get one. */
    static Optional<JsonNode> idOf(RpcMessage message) {
        return message instanceof Request request ? Optional.of(request.id()) : Optional.empty();
    }
}
