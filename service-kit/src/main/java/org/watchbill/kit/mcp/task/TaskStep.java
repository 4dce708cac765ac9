package org.watchbill.kit.mcp.task;

import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.node.ObjectNode;

/** How far the work of a task has come when it returns. */
public sealed interface TaskStep extends TaskState {

    /**
     * It cannot go on without answers, and is called again, from its start, when all of them are there.
     *
     * @param requests {@code inputRequests} by key; a key stands for one request for the task's whole life
     */
    record InputRequired(ObjectNode requests) implements TaskStep {}

    /** The result that the call would have had without a task, with {@code isError} when the tool says no. */
    record Completed(ObjectNode result) implements TaskStep {}

    /** The JSON-RPC error that the call would have had: {@code code}, {@code message} and maybe {@code data}. */
    record Failed(ObjectNode error) implements TaskStep {}

    static TaskStep failed(RpcException reason) {
        ObjectNode error = Json.object().put("code", reason.code()).put("message", reason.getMessage());
        reason.data().ifPresent(data -> error.set("data", data));
        return new Failed(error);
    }

    /** Failed for reasons that are none of the caller's business. */
    static TaskStep failedInside(String message) {
        return new Failed(Json.object().put("code", -32603).put("message", message));
    }
}
