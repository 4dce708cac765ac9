package org.watchbill.kit.mcp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of one tool: checked against the input schema, then into the input record. */
public final class ToolArguments<I extends Record> {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .failFast(true)
                            .formatAssertionsEnabled(true)
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ENGLISH)
                            .build()));

    private final Class<I> type;
    private final ObjectNode document;
    private final Schema schema;

    public ToolArguments(Class<I> type) {
        this.type = type;
        this.document = RecordSchemas.input(type);
        this.schema = REGISTRY.getSchema(document);
    }

    /** The schema as it is published. */
    public ObjectNode document() {
        return document;
    }

    /** Throws {@link RefusedException} with code {@code invalid_argument} that names the field. */
    public I read(JsonNode arguments) {
        List<Error> errors = schema.validate(arguments);
        if (!errors.isEmpty()) {
            throw new RefusedException(refusal(errors.getFirst()));
        }
        arguments
                .propertyStream()
                .filter(member -> !isPlain(member.getValue()))
                .findFirst()
                .ifPresent(member -> {
                    throw new RefusedException(Refusal.invalid(
                            member.getKey(), "The text holds control characters or invisible formatting characters"));
                });
        try {
            return Json.read(arguments, type);
        } catch (JsonFormatException e) {
            throw new RefusedException(unreadable(e));
        }
    }

    private static boolean isPlain(JsonNode value) {
        return value.isString()
                ? PlainText.isPlain(value.stringValue())
                : value.valueStream().allMatch(ToolArguments::isPlain);
    }

    private static Refusal refusal(Error error) {
        String property = error.getProperty() == null ? "" : error.getProperty();
        String path = dotted(error.getInstanceLocation());
        String field = path.isEmpty() || property.isEmpty() ? path + property : path + "." + property;
        return field.isEmpty()
                ? Refusal.of(ErrorCode.INVALID_ARGUMENT, error.getMessage())
                : Refusal.invalid(field, error.getMessage());
    }

    private static String dotted(NodePath path) {
        return IntStream.range(0, path.getNameCount()).mapToObj(path::getName).collect(Collectors.joining("."));
    }

    private static Refusal unreadable(JsonFormatException e) {
        String field = e.getCause() instanceof JacksonException cause
                ? cause.getPath().stream()
                        .map(step -> Optional.ofNullable(step.getPropertyName()).orElse("" + step.getIndex()))
                        .collect(Collectors.joining("."))
                : "";
        String message = "The value cannot be read";
        return field.isEmpty() ? Refusal.of(ErrorCode.INVALID_ARGUMENT, message) : Refusal.invalid(field, message);
    }
}
