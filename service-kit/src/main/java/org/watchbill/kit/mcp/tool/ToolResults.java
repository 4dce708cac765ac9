package org.watchbill.kit.mcp.tool;

import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.McpResults;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The results of {@code tools/call}. */
final class ToolResults {

    static final String CONFIRM = "confirm";

    private ToolResults() {}

    static ObjectNode value(JsonNode value) {
        ObjectNode result = complete(Json.text(value));
        result.set("structuredContent", value);
        return result;
    }

    static ObjectNode refused(Refusal refusal, ToolPolicy policy) {
        ObjectNode result = refused(refusal);
        if (refusal.code() == ErrorCode.INSUFFICIENT_SCOPE) {
            result.putObject("_meta").put(Admission.REQUIRED_SCOPE, policy.scope());
        }
        return result;
    }

    /** The call failed for reasons that are none of the caller's business. */
    static ObjectNode failed() {
        return refused(Refusal.of(ErrorCode.INTERNAL, "The call failed inside the service"));
    }

    static ObjectNode ask(String message, String requestState) {
        ObjectNode result = Json.object().put("resultType", "input_required");
        ObjectNode request = result.putObject("inputRequests").putObject(CONFIRM);
        ObjectNode form = request.put("method", "elicitation/create").putObject("params");
        ObjectNode schema = form.put("mode", "form").put("message", message).putObject("requestedSchema");
        schema.put("type", "object")
                .putObject("properties")
                .putObject(CONFIRM)
                .put("type", "boolean")
                .put("title", "Confirm")
                .put("description", message);
        schema.putArray("required").add(CONFIRM);
        return result.put("requestState", requestState);
    }

    private static ObjectNode refused(Refusal refusal) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("code", refusal.code().text())
                .put("message", refusal.message())
                .put("retryable", refusal.code().retryable());
        refusal.field().ifPresent(field -> error.put("field", field));
        refusal.current().ifPresent(current -> error.set("current", current));
        return complete(Json.text(body)).put("isError", true);
    }

    private static ObjectNode complete(String text) {
        ObjectNode result = McpResults.complete();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }
}
