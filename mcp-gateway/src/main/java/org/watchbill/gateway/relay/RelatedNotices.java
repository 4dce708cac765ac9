package org.watchbill.gateway.relay;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.rpc.LogLevel;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.PublicPart;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets pass from a service only what the client asked to hear about its call: progress under its token that goes forward,
 * also when the call had to be repeated, and log messages that are grave enough.
 */
final class RelatedNotices implements Notices {

    private final JsonNode progressToken;
    private final Optional<LogLevel> level;
    private final Notices client;
    private double progress = Double.NEGATIVE_INFINITY;

    private RelatedNotices(JsonNode progressToken, Optional<LogLevel> level, Notices client) {
        this.progressToken = progressToken;
        this.level = level;
        this.client = client;
    }

    static RelatedNotices of(Call call) {
        JsonNode meta = call.params().path(McpKeys.META);
        return new RelatedNotices(meta.path("progressToken"), level(meta.path(McpKeys.LOG_LEVEL)), call.notices());
    }

    @Override
    public void send(ObjectNode message) throws InterruptedException {
        String method = message.path("method").stringValue("");
        if (message.path("params") instanceof ObjectNode params && !message.has("id") && isAsked(method, params)) {
            ObjectNode shown = Json.object().put("jsonrpc", "2.0").put("method", method);
            shown.set("params", PublicPart.of(params));
            client.send(shown);
        }
    }

    private boolean isAsked(String method, ObjectNode params) {
        return switch (method) {
            case "notifications/progress" ->
                !progressToken.isMissingNode()
                        && progressToken.equals(params.path("progressToken"))
                        && goesForward(params.path("progress"));
            case "notifications/message" -> isGraveEnough(level(params.path("level")));
            default -> false;
        };
    }

    private boolean goesForward(JsonNode next) {
        if (!next.isNumber() || next.doubleValue() <= progress) {
            return false;
        }
        progress = next.doubleValue();
        return true;
    }

    private boolean isGraveEnough(Optional<LogLevel> sent) {
        return level.isPresent()
                && sent.filter(found -> found.compareTo(level.get()) >= 0).isPresent();
    }

    private static Optional<LogLevel> level(JsonNode word) {
        return LogLevel.of(word.stringValue(""));
    }
}
