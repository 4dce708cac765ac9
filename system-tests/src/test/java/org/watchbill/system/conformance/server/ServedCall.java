package org.watchbill.system.conformance.server;

import java.util.List;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request as a {@link ServedMethod} sees it. */
public final class ServedCall {

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final List<String> LEVELS =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    private final JsonNode id;
    private final ObjectNode params;
    private final Outlet outlet;

    ServedCall(JsonNode id, ObjectNode params, Outlet outlet) {
        this.id = id;
        this.params = params;
        this.outlet = outlet;
    }

    public JsonNode id() {
        return id;
    }

    public ObjectNode params() {
        return params;
    }

    /** A member of the parameters that must be text. */
    public String text(String name) {
        return Optional.of(params.path(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .orElseThrow(() -> RpcErrorException.invalidParams("Member '" + name + "' is missing or no string"));
    }

    public JsonNode argument(String name) {
        return params.path("arguments").path(name);
    }

    /** The client's answer to the input request with this key, when it is an object as all answers are. */
    public Optional<JsonNode> inputResponse(String key) {
        return Optional.of(params.path("inputResponses").path(key)).filter(JsonNode::isObject);
    }

    /** Empty when the client sent none. */
    public String requestState() {
        return params.path("requestState").stringValue("");
    }

    public JsonNode capabilities() {
        return params.path("_meta").path(PREFIX + "clientCapabilities");
    }

    /** Refuses the call unless the client declares this capability. */
    public void require(String capability) {
        if (!capabilities().has(capability)) {
            ObjectNode missing = Json.object();
            missing.putObject(capability);
            throw RpcErrorException.missingCapability(missing);
        }
    }

    /** Reports progress when the client asked for it. */
    public void progress(int progress, int total) {
        JsonNode token = params.path("_meta").path("progressToken");
        if (!token.isMissingNode()) {
            ObjectNode values = Json.object().put("progress", progress).put("total", total);
            values.set("progressToken", token);
            notify("notifications/progress", values);
        }
    }

    /** Sends a log message when the client asked for this level or a lower one. */
    public void log(String level, String text) {
        int wanted =
                LEVELS.indexOf(params.path("_meta").path(PREFIX + "logLevel").stringValue(""));
        if (wanted >= 0 && LEVELS.indexOf(level) >= wanted) {
            notify("notifications/message", Json.object().put("level", level).put("data", text));
        }
    }

    public void notify(String method, ObjectNode values) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", values);
        outlet.notify(message);
    }

    /** Finds out whether the client is still there. */
    public void keepAlive() {
        outlet.keepAlive();
    }
}
