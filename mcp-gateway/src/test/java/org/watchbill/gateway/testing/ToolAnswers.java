package org.watchbill.gateway.testing;

import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of the faked schedule-service and what they answer. */
public final class ToolAnswers {

    private ToolAnswers() {}

    /** A service with a read, a confirmed write, a write that is not, and an administrators' tool that lacks scope. */
    public static UpstreamFake schedule() {
        return new UpstreamFake()
                .with(tool("get_current_schedule", true, "schedule:read", false), params -> done("on call: Ana"))
                .with(tool("submit_coverage_request", false, "requests:write", false), ToolAnswers::confirmed)
                .with(tool("update_note", false, "requests:write", false), params -> done("noted"))
                .with(
                        tool("approve_request", false, "requests:approve", true),
                        params -> scopeNeeded("requests:approve"));
    }

    public static ObjectNode tool(String name, boolean readOnly, String scope, boolean adminOnly) {
        return json("""
            {"name": "%s", "title": "A tool", "description": "Does what it says",
             "inputSchema": {"type": "object", "properties": {"at": {"type": "string"}}, "x-kept": true},
             "outputSchema": {"type": "object"},
             "annotations": {"readOnlyHint": %s},
             "x-future": {"kept": true},
             "_meta": {"org.watchbill/policy": {"scope": "%s", "admin_only": %s, "confirm": "ask", "toolset": "schedule"}}}
            """.formatted(name, readOnly, scope, adminOnly));
    }

    /** Asks when the client can be asked, then does what the person said. */
    public static ObjectNode confirmed(JsonNode params) {
        JsonNode answer = params.path("inputResponses").path("confirm");
        boolean canAsk = params.path("_meta")
                .path("io.modelcontextprotocol/clientCapabilities")
                .has("elicitation");
        if (answer.isMissingNode() && canAsk) {
            return asking("Give " + params.path("arguments").path("at").stringValue("the shift") + " away?");
        }
        boolean yes = answer.isMissingNode()
                || (answer.path("action").stringValue("").equals("accept")
                        && answer.path("content").path("confirm").booleanValue(false));
        return yes
                ? done("request filed for "
                        + params.path("arguments").path("at").stringValue("nobody"))
                : refused("not_confirmed", Json.object());
    }

    public static ObjectNode asking(String message) {
        ObjectNode result = json("""
                {"resultType": "input_required", "requestState": "sealed state",
                 "inputRequests": {"confirm": {"method": "elicitation/create", "params": {
                   "mode": "form", "message": "",
                   "requestedSchema": {"type": "object", "required": ["confirm"],
                     "properties": {"confirm": {"type": "boolean", "title": "Confirm"}}}}}}}
                """);
        ((ObjectNode) result.at("/inputRequests/confirm/params")).put("message", message);
        return result(result);
    }

    public static ObjectNode done(String text) {
        ObjectNode value = Json.object().put("text", text);
        ObjectNode result = Json.object().put("resultType", "complete").put("x-future", "kept");
        result.set("structuredContent", value);
        result.putArray("content").addObject().put("type", "text").put("text", Json.text(value));
        result.putObject("_meta")
                .put("com.example/kept", true)
                .putObject("io.modelcontextprotocol/serverInfo")
                .put("name", "schedule-service")
                .put("version", "9");
        return result(result);
    }

    /** A prompt's answer: one message of the user. */
    public static ObjectNode prompted(String text) {
        ObjectNode result = Json.object().put("resultType", "complete").put("description", "A prompt");
        ObjectNode message = result.putArray("messages").addObject().put("role", "user");
        message.putObject("content").put("type", "text").put("text", text);
        return result(result);
    }

    /** A resource's content. */
    public static ObjectNode content(String uri, String text) {
        ObjectNode result = json("{\"resultType\": \"complete\", \"ttlMs\": 1000, \"cacheScope\": \"public\"}");
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", "text/plain")
                .put("text", text);
        return result(result);
    }

    public static ObjectNode refused(String code, ObjectNode meta) {
        ObjectNode refusal = Json.object();
        refusal.putObject("error").put("code", code).put("message", "No").put("retryable", false);
        ObjectNode result = Json.object().put("resultType", "complete").put("isError", true);
        result.putArray("content").addObject().put("type", "text").put("text", Json.text(refusal));
        result.set("_meta", meta);
        return result(result);
    }

    public static ObjectNode scopeNeeded(String scope) {
        return refused("insufficient_scope", Json.object().put("org.watchbill/requiredScope", scope));
    }

    public static ObjectNode result(ObjectNode result) {
        ObjectNode message = Json.object();
        message.set("result", result);
        return message;
    }

    public static ObjectNode error(int code, String text) {
        ObjectNode message = Json.object();
        message.putObject("error").put("code", code).put("message", text);
        return message;
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
