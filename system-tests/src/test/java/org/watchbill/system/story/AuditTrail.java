package org.watchbill.system.story;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.AuditLog;
import org.watchbill.system.client.McpClient;
import org.watchbill.system.suite.Deadline;
import tools.jackson.databind.JsonNode;

/** Finds out which events of the schedule an action left, all of them and no later than a marker that follows it. */
final class AuditTrail {

    private static final Duration DELIVERY = Duration.ofSeconds(20);

    private final AuditLog log;
    private final McpClient admin;

    AuditTrail(AuditLog log, McpClient admin) {
        this.log = log;
        this.admin = admin;
    }

    /** The events of {@code action}: events arrive in order, so all are there once the marker's is. */
    List<JsonNode> of(Runnable action) {
        int before = markedEnd();
        action.run();
        int after = markedEnd();
        return events().subList(before, after - 1);
    }

    /** Those of one service arrive in order; people sign in beside it. */
    private List<JsonNode> events() {
        return log.events().stream()
                .filter(event -> event.path("source").asString().equals("schedule-service"))
                .toList();
    }

    /** Leaves an event that can be told from all others, and answers how many there are with it. */
    private int markedEnd() {
        String marker = UUID.randomUUID().toString();
        admin.call("deny_request", Json.object().put("request_id", marker).put("reason", "marker"));
        int[] size = {0};
        Deadline.in(DELIVERY).require("the event about " + marker, () -> {
            List<JsonNode> events = events();
            size[0] = events.size();
            return events.stream().anyMatch(event -> event.toString().contains(marker));
        });
        return size[0];
    }
}
