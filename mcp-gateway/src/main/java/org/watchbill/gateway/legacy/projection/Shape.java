package org.watchbill.gateway.legacy.projection;

import java.util.Map;
import org.watchbill.gateway.session.Revision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of the schemas, each with the members that came after revision 2024-11-05 and the revision that brought
 * them. Members that no schema names pass.
 */
record Shape(Map<String, String> since) {

    /** Not known, or not served, in any revision with a handshake. */
    private static final String LATER = "2026-07-28";

    private static final String NOVEMBER_2025 = "2025-11-25";
    private static final String JUNE_2025 = "2025-06-18";
    private static final String MARCH_2025 = "2025-03-26";

    static final Shape RESULT = new Shape(Map.of("resultType", LATER, "ttlMs", LATER, "cacheScope", LATER));

    static final Shape TOOL = new Shape(Map.of(
            "annotations", MARCH_2025,
            "title", JUNE_2025,
            "outputSchema", JUNE_2025,
            "_meta", JUNE_2025,
            "icons", NOVEMBER_2025,
            "execution", LATER));

    static final Shape PROMPT = new Shape(Map.of("title", JUNE_2025, "_meta", JUNE_2025, "icons", NOVEMBER_2025));

    static final Shape PROMPT_ARGUMENT = new Shape(Map.of("title", JUNE_2025));

    static final Shape RESOURCE = new Shape(Map.of("title", JUNE_2025, "_meta", JUNE_2025, "icons", NOVEMBER_2025));

    static final Shape RESOURCE_CONTENTS = new Shape(Map.of("_meta", JUNE_2025));

    static final Shape CONTENT = new Shape(Map.of("_meta", JUNE_2025, "icons", NOVEMBER_2025));

    static final Shape ANNOTATIONS = new Shape(Map.of("lastModified", JUNE_2025));

    static final Shape TOOL_RESULT = new Shape(Map.of("structuredContent", JUNE_2025));

    static final Shape IMPLEMENTATION = new Shape(Map.of(
            "title", JUNE_2025,
            "icons", NOVEMBER_2025,
            "description", NOVEMBER_2025,
            "websiteUrl", NOVEMBER_2025));

    static final Shape CAPABILITIES = new Shape(Map.of("completions", MARCH_2025, "tasks", LATER, "extensions", LATER));

    static final Shape PROGRESS = new Shape(Map.of("message", MARCH_2025));

    static final Shape ELICITATION =
            new Shape(Map.of("mode", NOVEMBER_2025, "elicitationId", NOVEMBER_2025, "task", LATER));

    static final Shape SAMPLING = new Shape(Map.of("tools", NOVEMBER_2025, "toolChoice", NOVEMBER_2025, "task", LATER));

    Shape {
        since = Map.copyOf(since);
    }

    /** Takes away what {@code revision} does not know; anything but an object stays as it is. */
    void strip(JsonNode value, Revision revision) {
        if (value instanceof ObjectNode object) {
            since.forEach((member, first) -> {
                if (revision.text().compareTo(first) < 0) {
                    object.remove(member);
                }
            });
        }
    }
}
