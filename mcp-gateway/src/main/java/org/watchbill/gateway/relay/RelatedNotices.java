package org.watchbill.gateway.relay;

import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Notices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets pass from a service only what the client asked to hear about its call: progress under its token, log messages. */
record RelatedNotices(JsonNode progressToken, boolean logging, Notices client) implements Notices {

    static RelatedNotices of(Call call) {
        JsonNode meta = call.params().path(McpKeys.META);
        return new RelatedNotices(meta.path("progressToken"), meta.has(McpKeys.LOG_LEVEL), call.notices());
    }

    @Override
    public void send(ObjectNode message) throws InterruptedException {
        boolean asked = switch (message.path("method").stringValue("")) {
            case "notifications/progress" ->
                !progressToken.isMissingNode()
                        && progressToken.equals(message.path("params").path("progressToken"));
            case "notifications/message" -> logging;
            default -> false;
        };
        if (asked && !message.has("id")) {
            client.send(message);
        }
    }
}
