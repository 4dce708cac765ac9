package org.watchbill.kit.rest;

import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A query parameter as the document describes it; {@code schema} is a JSON Schema. */
public record QueryParameter(String name, String description, ObjectNode schema) {

    static final QueryParameter LIMIT = new QueryParameter(
            "limit",
            "How many items the page may have",
            Json.object()
                    .put("type", "integer")
                    .put("minimum", 1)
                    .put("maximum", 200)
                    .put("default", 50));

    static final QueryParameter CURSOR = new QueryParameter(
            "cursor",
            "`next_cursor` of the page before",
            Json.object().put("type", "string").put("maxLength", 1000));

    public static QueryParameter flag(String name, String description) {
        return new QueryParameter(
                name, description, Json.object().put("type", "boolean").put("default", false));
    }

    public static QueryParameter uuid(String name, String description) {
        return new QueryParameter(
                name, description, Json.object().put("type", "string").put("format", "uuid"));
    }

    public static QueryParameter text(String name, String description) {
        return new QueryParameter(
                name, description, Json.object().put("type", "string").put("maxLength", 200));
    }
}
