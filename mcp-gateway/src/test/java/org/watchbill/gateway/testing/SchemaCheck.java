package org.watchbill.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks messages of the gateway against the published schema of a revision. */
public final class SchemaCheck {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaCacheEnabled(false));
    private static final Map<Integer, String> ERRORS = Map.of(
            -32020, "HeaderMismatchError",
            -32021, "MissingRequiredClientCapabilityError",
            -32022, "UnsupportedProtocolVersionError");

    private static final Map<String, String> RESULTS = Map.ofEntries(
            Map.entry("server/discover", "DiscoverResult"),
            Map.entry("initialize", "InitializeResult"),
            Map.entry("ping", "EmptyResult"),
            Map.entry("logging/setLevel", "EmptyResult"),
            Map.entry("resources/subscribe", "EmptyResult"),
            Map.entry("resources/unsubscribe", "EmptyResult"),
            Map.entry("tools/list", "ListToolsResult"),
            Map.entry("tools/call", "CallToolResult"),
            Map.entry("prompts/list", "ListPromptsResult"),
            Map.entry("prompts/get", "GetPromptResult"),
            Map.entry("resources/list", "ListResourcesResult"),
            Map.entry("resources/templates/list", "ListResourceTemplatesResult"),
            Map.entry("resources/read", "ReadResourceResult"),
            Map.entry("completion/complete", "CompleteResult"));
    private static final Map<String, String> MESSAGES = Map.of(
            "elicitation/create", "ElicitRequest",
            "sampling/createMessage", "CreateMessageRequest",
            "roots/list", "ListRootsRequest",
            "notifications/progress", "ProgressNotification",
            "notifications/message", "LoggingMessageNotification",
            "notifications/cancelled", "CancelledNotification",
            "notifications/resources/updated", "ResourceUpdatedNotification",
            "notifications/tools/list_changed", "ToolListChangedNotification");

    public static final SchemaCheck MODERN = new SchemaCheck("2026-07-28");
    public static final SchemaCheck LEGACY = new SchemaCheck("2025-11-25");

    private static final Map<String, SchemaCheck> BY_REVISION = new ConcurrentHashMap<>(Map.of("2025-11-25", LEGACY));

    private final ObjectNode document;
    private final String place;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private SchemaCheck(String revision) {
        String resource = "/mcp-gateway/schema/" + revision + ".json";
        try (InputStream schema = Objects.requireNonNull(SchemaCheck.class.getResourceAsStream(resource))) {
            this.document = (ObjectNode) Json.parse(schema.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.remove("$schema");
        this.place = document.has("$defs") ? "$defs" : "definitions";
    }

    public static SchemaCheck of(String revision) {
        return BY_REVISION.computeIfAbsent(revision, SchemaCheck::new);
    }

    /** An answer to a request of {@code method}. */
    public void answer(String method, JsonNode message) {
        matches("JSONRPCMessage", message);
        if (message.has("error")) {
            matches(ERRORS.getOrDefault(message.path("error").path("code").intValue(0), errorName()), message);
            return;
        }
        JsonNode result = message.path("result");
        boolean asking = result.path("resultType").stringValue("").equals("input_required");
        matches(asking ? "InputRequiredResult" : Objects.requireNonNull(RESULTS.get(method), method), result);
    }

    /** What the server says of its own accord. */
    public void notification(JsonNode message) {
        matches("JSONRPCNotification", message);
        matches(messageName(message), message);
    }

    /** A part of a message. */
    public void part(String definition, JsonNode value) {
        matches(definition, value);
    }

    private static String messageName(JsonNode message) {
        String method = message.path("method").stringValue("");
        return Objects.requireNonNull(MESSAGES.get(method), method);
    }

    private String errorName() {
        return document.path(place).has("JSONRPCErrorResponse") ? "JSONRPCErrorResponse" : "JSONRPCError";
    }

    /** A message on a stream that the client opened to listen. */
    public void heard(JsonNode message) {
        switch (message.path("method").stringValue("")) {
            case "notifications/subscriptions/acknowledged" ->
                matches("SubscriptionsAcknowledgedNotification", message);
            case "notifications/tools/list_changed" -> matches("ToolListChangedNotification", message);
            case "notifications/resources/updated" -> matches("ResourceUpdatedNotification", message);
            default -> matches("SubscriptionsListenResult", message.path("result"));
        }
    }

    /** A request of the server. */
    public void request(JsonNode message) {
        matches("JSONRPCRequest", message);
        matches(messageName(message), message);
    }

    private void matches(String definition, JsonNode value) {
        assertThat(schemas.computeIfAbsent(definition, this::schema).validate(value))
                .as("%s as %s", value, definition)
                .isEmpty();
    }

    private Schema schema(String definition) {
        ObjectNode schema = document.deepCopy();
        schema.put("$ref", "#/" + place + "/" + definition);
        return REGISTRY.getSchema(schema);
    }
}
