package org.watchbill.kit.mcp.tool;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.task.TaskExtension;
import org.watchbill.kit.mcp.wire.ProtocolCheck;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.mcp.wire.RpcMessage;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of one {@code tools/call}.
 *
 * @param callId names the logical call over all of its rounds
 * @param canAsk whether the client can show a form on this request
 * @param answers the client's {@code inputResponses}, empty when it sent none
 * @param canDefer whether the client can deal with a task as the answer
 */
record ToolCall(
        Caller caller,
        JsonNode arguments,
        UUID callId,
        Optional<String> traceId,
        boolean canAsk,
        Optional<String> requestState,
        JsonNode answers,
        boolean canDefer) {

    private static final String CALL_ID = "org.watchbill/callId";
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Throws {@link RpcException}. */
    static ToolCall of(McpRequest request) {
        RpcMessage message = request.message();
        JsonNode meta = message.meta();
        return new ToolCall(
                request.caller(),
                object(message.params(), "arguments"),
                callId(meta),
                traceId(meta),
                canAsk(meta.path(ProtocolCheck.CAPABILITIES_KEY).path("elicitation")),
                requestState(message.params()),
                object(message.params(), "inputResponses"),
                TaskExtension.isDeclared(meta));
    }

    /** The call as it is done later. */
    static ToolCall resumed(Caller caller, JsonNode arguments, UUID callId, Optional<String> traceId) {
        return new ToolCall(caller, arguments, callId, traceId, false, Optional.empty(), Json.object(), false);
    }

    /** The same call under the name that it got in an earlier round. */
    ToolCall named(UUID name) {
        return new ToolCall(caller, arguments, name, traceId, canAsk, requestState, answers, canDefer);
    }

    private static UUID callId(JsonNode meta) {
        String text = meta.path(CALL_ID).stringValue("");
        try {
            UUID callId = UUID.fromString(text);
            if (callId.toString().equalsIgnoreCase(text)) {
                return callId;
            }
        } catch (IllegalArgumentException e) {
            throw RpcException.invalidParams("The params lack a UUID in _meta[\"" + CALL_ID + "\"]");
        }
        throw RpcException.invalidParams("The params lack a UUID in _meta[\"" + CALL_ID + "\"]");
    }

    private static Optional<String> traceId(JsonNode meta) {
        Matcher parent = TRACE_PARENT.matcher(meta.path("traceparent").stringValue(""));
        return parent.matches() ? Optional.of(parent.group(1)) : Optional.empty();
    }

    /** An empty {@code elicitation} capability means forms; one that lists only other modes does not. */
    private static boolean canAsk(JsonNode elicitation) {
        return elicitation.isObject()
                && (elicitation.isEmpty() || elicitation.path("form").isObject());
    }

    private static Optional<String> requestState(JsonNode params) {
        if (!params.has("requestState")) {
            return Optional.empty();
        }
        if (!params.path("requestState").isString()) {
            throw RpcException.invalidParams("The requestState is not a string");
        }
        return Optional.of(params.path("requestState").stringValue());
    }

    private static JsonNode object(JsonNode params, String name) {
        JsonNode value = params.path(name);
        if (value.isMissingNode()) {
            return Json.object();
        }
        if (!value.isObject()) {
            throw RpcException.invalidParams("The " + name + " are not an object");
        }
        return value;
    }
}
