package org.watchbill.gateway.relay;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.rpc.LogLevel;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Notices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets pass from a service only what the client asked to hear about its call: progress under its token, log messages that
 * are grave enough.
 */
record RelatedNotices(JsonNode progressToken, Optional<LogLevel> level, Notices client) implements Notices {

    static RelatedNotices of(Call call) {
        JsonNode meta = call.params().path(McpKeys.META);
        return new RelatedNotices(meta.path("progressToken"), level(meta.path(McpKeys.LOG_LEVEL)), call.notices());
    }

    @Override
    public void send(ObjectNode message) throws InterruptedException {
        JsonNode params = message.path("params");
        boolean asked = switch (message.path("method").stringValue("")) {
            case "notifications/progress" ->
                !progressToken.isMissingNode() && progressToken.equals(params.path("progressToken"));
            case "notifications/message" -> isGraveEnough(level(params.path("level")));
            default -> false;
        };
        if (asked && !message.has("id")) {
            client.send(message);
        }
    }

    private boolean isGraveEnough(Optional<LogLevel> sent) {
        return level.isPresent()
                && sent.filter(found -> found.compareTo(level.get()) >= 0).isPresent();
    }

    private static Optional<LogLevel> level(JsonNode word) {
        return LogLevel.of(word.stringValue(""));
    }
}
