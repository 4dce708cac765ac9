package org.watchbill.kit.mcp.schema;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) of records, matching how {@link Json} writes and reads them. */
public final class RecordSchemas {

    private static final SnakeCase NAMES = new SnakeCase();
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 500;

    private static final Map<Class<?>, String> FORMATS =
            Map.of(Instant.class, "date-time", LocalDate.class, "date", LocalTime.class, "time", UUID.class, "uuid");

    /** Whole in one piece, as some clients hand them on to models that resolve no references. */
    private static final SchemaGenerator INPUTS =
            generator(true, Option.INLINE_ALL_SCHEMAS, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    /** A record that occurs more than once is defined once, which keeps lists of tools short. */
    private static final SchemaGenerator OUTPUTS = generator(false);

    private static final SchemaGenerator WHOLE = generator(false, Option.INLINE_ALL_SCHEMAS);

    private RecordSchemas() {}

    /** What a tool accepts: bounded, and nothing but the members of {@code type}. */
    public static ObjectNode input(Class<? extends Record> type) {
        return INPUTS.generateSchema(type);
    }

    /** What a tool answers; members may be added to it later. */
    public static ObjectNode output(Class<? extends Record> type) {
        return OUTPUTS.generateSchema(type);
    }

    /** The same in one piece, for use within a larger document. */
    public static ObjectNode whole(Class<?> type) {
        return WHOLE.generateSchema(type);
    }

    private static SchemaGenerator generator(boolean bounded, Option... options) {
        SchemaGeneratorConfigBuilder builder =
                new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        builder.without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_OPTIONALS);
        for (Option option : options) {
            builder.with(option);
        }
        builder.forTypesInGeneral()
                .withPropertySorter((_, _) -> 0)
                .withCustomDefinitionProvider((type, context) -> definition(type));
        describeMembers(builder.forFields(), bounded);
        return new SchemaGenerator(builder.build());
    }

    private static void describeMembers(SchemaGeneratorConfigPart<FieldScope> members, boolean bounded) {
        members.withPropertyNameOverrideResolver(field -> NAMES.of(field.getDeclaredName()))
                .withTargetTypeOverridesResolver(RecordSchemas::unwrapped)
                .withRequiredCheck(field -> !field.getDeclaredType().isInstanceOf(Optional.class));
        members.withDescriptionResolver(
                field -> field.isFakeContainerItemScope() ? null : described(field, Describe::value));
        members.withNumberInclusiveMinimumResolver(field -> bound(field, Long.MIN_VALUE, Describe::min))
                .withNumberInclusiveMaximumResolver(field -> bound(field, Long.MAX_VALUE, Describe::max));
        if (bounded) {
            members.withStringMaxLengthResolver(field -> is(field, String.class) ? longest(field) : null)
                    .withArrayMaxItemsResolver(field -> is(field, List.class) ? LONGEST_LIST : null);
        }
    }

    private static @Nullable List<ResolvedType> unwrapped(FieldScope field) {
        return is(field, Optional.class) ? field.getType().getTypeParameters() : null;
    }

    private static int longest(FieldScope field) {
        Integer declared = described(field, Describe::maxLength);
        return declared == null || declared == 0 ? LONGEST_TEXT : declared;
    }

    private static @Nullable BigDecimal bound(FieldScope field, long none, Function<Describe, Long> reading) {
        Long declared = described(field, reading);
        boolean isNumber =
                is(field, int.class) || is(field, long.class) || is(field, Integer.class) || is(field, Long.class);
        return declared == null || declared == none || !isNumber ? null : BigDecimal.valueOf(declared);
    }

    private static <T> @Nullable T described(FieldScope field, Function<Describe, T> reading) {
        Describe describe = field.getAnnotation(Describe.class);
        return describe == null ? null : reading.apply(describe);
    }

    private static boolean is(FieldScope field, Class<?> type) {
        return field.getType() != null && field.getType().getErasedType() == type;
    }

    private static @Nullable CustomDefinition definition(ResolvedType type) {
        Class<?> erased = type.getErasedType();
        ObjectNode schema = Json.object();
        if (FORMATS.containsKey(erased)) {
            schema.put("type", "string").put("format", FORMATS.get(erased));
        } else if (erased.isEnum()) {
            ArrayNode values = schema.put("type", "string").putArray("enum");
            for (Object constant : erased.getEnumConstants()) {
                values.add(Json.tree(constant));
            }
        } else if (!JsonNode.class.isAssignableFrom(erased)) {
            return null;
        }
        return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    /** The naming of {@link Json}. */
    private static final class SnakeCase extends SnakeCaseStrategy {

        String of(String component) {
            return translate(component);
        }
    }
}
