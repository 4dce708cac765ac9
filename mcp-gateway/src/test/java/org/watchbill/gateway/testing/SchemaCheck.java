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

    public static final SchemaCheck MODERN = new SchemaCheck(
            "2026-07-28",
            Map.of(
                    "server/discover", "DiscoverResult",
                    "tools/list", "ListToolsResult",
                    "tools/call", "CallToolResult",
                    "prompts/list", "ListPromptsResult",
                    "prompts/get", "GetPromptResult",
                    "resources/list", "ListResourcesResult",
                    "resources/templates/list", "ListResourceTemplatesResult",
                    "resources/read", "ReadResourceResult",
                    "completion/complete", "CompleteResult"));
    public static final SchemaCheck LEGACY = new SchemaCheck(
            "2025-11-25",
            Map.ofEntries(
                    Map.entry("initialize", "InitializeResult"),
                    Map.entry("ping", "EmptyResult"),
                    Map.entry("tools/list", "ListToolsResult"),
                    Map.entry("tools/call", "CallToolResult"),
                    Map.entry("prompts/list", "ListPromptsResult"),
                    Map.entry("prompts/get", "GetPromptResult"),
                    Map.entry("resources/list", "ListResourcesResult"),
                    Map.entry("resources/templates/list", "ListResourceTemplatesResult"),
                    Map.entry("resources/read", "ReadResourceResult"),
                    Map.entry("completion/complete", "CompleteResult"),
                    Map.entry("elicitation/create", "ElicitRequest")));

    private final ObjectNode document;
    private final Map<String, String> definitions;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private SchemaCheck(String revision, Map<String, String> definitions) {
        String resource = "/mcp-gateway/schema/" + revision + ".json";
        try (InputStream schema = Objects.requireNonNull(SchemaCheck.class.getResourceAsStream(resource))) {
            this.document = (ObjectNode) Json.parse(schema.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.definitions = definitions;
    }

    /** An answer to a request of {@code method}. */
    public void answer(String method, JsonNode message) {
        matches("JSONRPCMessage", message);
        if (message.has("error")) {
            matches(
                    ERRORS.getOrDefault(message.path("error").path("code").intValue(0), "JSONRPCErrorResponse"),
                    message);
            return;
        }
        JsonNode result = message.path("result");
        boolean asking = result.path("resultType").stringValue("").equals("input_required");
        matches(asking ? "InputRequiredResult" : Objects.requireNonNull(definitions.get(method), method), result);
    }

    /** A request of the server. */
    public void request(JsonNode message) {
        String method = message.path("method").stringValue("");
        matches("JSONRPCRequest", message);
        matches(Objects.requireNonNull(definitions.get(method), method), message);
    }

    private void matches(String definition, JsonNode value) {
        assertThat(schemas.computeIfAbsent(definition, this::schema).validate(value))
                .as("%s as %s", value, definition)
                .isEmpty();
    }

    private Schema schema(String definition) {
        ObjectNode schema = document.deepCopy();
        schema.put("$ref", "#/$defs/" + definition);
        return REGISTRY.getSchema(schema);
    }
}
