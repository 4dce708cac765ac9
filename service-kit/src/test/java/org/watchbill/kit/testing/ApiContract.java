package org.watchbill.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI document as a promise: what it does not describe may not be answered. */
public final class ApiContract {

    /** One operation of the document. */
    public record Operation(String method, String path, JsonNode description) {

        public String name() {
            return description.path("operationId").stringValue();
        }

        public String tag() {
            return description.at("/tags/0").stringValue();
        }

        public boolean writes() {
            return !method.equals("GET");
        }

        public boolean hasId() {
            return path.contains("{id}");
        }

        public boolean isConditional() {
            return description.path("responses").has("428");
        }

        /** The body of the example, empty when it takes none. */
        public Optional<String> exampleBody() {
            return Optional.of(description.at("/requestBody/content/application~1json/example"))
                    .filter(JsonNode::isObject)
                    .map(JsonNode::toString);
        }

        /** The scope that it takes. */
        public String scope() {
            return description.at("/security/0/oauth/0").stringValue();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    public ApiContract(JsonNode document) {
        this.document = document.deepCopy();
        this.document.at("/components/schemas").forEach(ApiContract::close);
        ((ObjectNode) this.document.at("/components/schemas/Problem")).remove("additionalProperties");
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Fails unless the document describes {@code answer} as one to the request. */
    public void check(String method, String path, HttpCalls.Answer answer) {
        Operation operation = find(method, path.split("\\?", 2)[0]);
        JsonNode answers = operation.description().path("responses");
        String status = String.valueOf(answer.status());
        JsonNode described = answers.has(status) ? answers.path(status) : answers.path("default");
        assertThat(answers.has(status) || answer.status() >= 400)
                .as("%s may answer %s", operation, status)
                .isTrue();
        if (!described.has("content")) {
            assertThat(answer.body()).as("body of %s", operation).isEmpty();
            return;
        }
        var content = described.path("content").properties().iterator().next();
        assertThat(answer.header("content-type"))
                .as("type of %s: %s", operation, answer.body())
                .hasValue(content.getKey());
        checkShape(operation + " " + status, content.getValue().path("schema"), answer.json());
    }

    /** Fails unless every example is of the shape that the document gives to it. */
    public void checkExamples() {
        operations.forEach(operation -> {
            JsonNode request = operation.description().at("/requestBody/content/application~1json");
            if (!request.isMissingNode()) {
                checkShape("request of " + operation, request.path("schema"), request.path("example"));
            }
            operation.description().path("responses").forEach(answer -> {
                JsonNode content = answer.at("/content/application~1json");
                if (!content.isMissingNode()) {
                    checkShape("answer of " + operation, content.path("schema"), content.path("example"));
                }
            });
        });
    }

    private Operation find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && path.matches(operation.path().replace("{id}", "[^/]+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not described: " + method + " " + path));
    }

    private void checkShape(String what, JsonNode schema, JsonNode value) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        close(whole);
        whole.set("components", document.path("components"));
        Schema compiled = REGISTRY.getSchema(whole);
        assertThat(compiled.validate(value)).as("%s: %s", what, value).isEmpty();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ApiContract::close);
    }
}
