package org.watchbill.system.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The audit log as an administrator reads it over REST. */
public final class AuditLog {

    private final URI audit;
    private final String token;

    public AuditLog(URI audit, String token) {
        this.audit = audit;
        this.token = token;
    }

    /** All events of the organisation, oldest first. */
    public List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "0";
        while (!cursor.isEmpty()) {
            JsonNode page = read("/api/v1/events?limit=200&cursor=" + cursor);
            page.path("events").forEach(entry -> events.add(entry.path("event")));
            cursor = page.path("next_cursor").asString("");
        }
        return events;
    }

    /** How many events the log holds. */
    public long size() {
        return verification().path("size").asLong();
    }

    public boolean isIntact() {
        return verification().path("intact").asBoolean();
    }

    private JsonNode verification() {
        return read("/api/v1/verification");
    }

    private JsonNode read(String path) {
        return Http.get(URI.create(audit + path), Http.bearer(token))
                .expect(200)
                .json();
    }
}
