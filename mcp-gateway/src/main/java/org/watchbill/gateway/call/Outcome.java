package org.watchbill.gateway.call;

import org.watchbill.gateway.rpc.RpcError;
import tools.jackson.databind.node.ObjectNode;

/** What came of a call, whatever the revision; results lack what only one revision has. */
public sealed interface Outcome {

    record Result(ObjectNode body) implements Outcome {}

    /** The service asks something back: {@code inputRequests}, {@code requestState}. */
    record InputRequired(ObjectNode body) implements Outcome {}

    /** The service goes on working; {@code body} is the task under which the client can ask about it. */
    record TaskCreated(ObjectNode body) implements Outcome {}

    record Failed(RpcError error) implements Outcome {}

    /** The token lacks {@code scope}; {@code body} is the refusal as a tool result, empty when it was none. */
    record ScopeNeeded(String scope, ObjectNode body) implements Outcome {}
}
