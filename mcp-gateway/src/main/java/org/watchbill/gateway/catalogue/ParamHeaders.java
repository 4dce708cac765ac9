package org.watchbill.gateway.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.gateway.catalogue.ParamHeader.Kind;
import org.watchbill.gateway.rpc.McpHeaders;
import tools.jackson.databind.JsonNode;

/** Reads from a tool's input schema which arguments headers repeat. */
public final class ParamHeaders {

    private static final String ANNOTATION = "x-mcp-header";
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Map<String, Kind> KINDS =
            Map.of("string", Kind.STRING, "integer", Kind.INTEGER, "boolean", Kind.BOOLEAN);
    /** Keywords whose values are no schemas. */
    private static final Set<String> VALUES = Set.of(ANNOTATION, "const", "default", "enum", "examples");
    /** Keywords whose members are schemas under names of the author's choice. */
    private static final Set<String> NAMED = Set.of("$defs", "definitions", "patternProperties", "dependentSchemas");

    /** Where a schema stands: {@code path} leads to it from the root through {@code properties} alone. */
    private record Place(Optional<List<String>> path) {

        static final Place ROOT = new Place(Optional.of(List.of()));
        static final Place ELSEWHERE = new Place(Optional.empty());

        Place property(String name) {
            return new Place(path.map(steps -> {
                List<String> longer = new ArrayList<>(steps);
                longer.add(name);
                return List.copyOf(longer);
            }));
        }

        boolean isProperty() {
            return path.filter(steps -> !steps.isEmpty()).isPresent();
        }
    }

    private final List<ParamHeader> found = new ArrayList<>();

    private ParamHeaders() {}

    /** Throws {@link IllegalArgumentException} that says which rule for annotations the schema breaks. */
    public static List<ParamHeader> in(JsonNode inputSchema) {
        ParamHeaders headers = new ParamHeaders();
        headers.visit(inputSchema, Place.ROOT);
        Set<String> names = new HashSet<>();
        headers.found.forEach(header ->
                require(names.add(header.header().toLowerCase(Locale.ROOT)), "two parameters share a header"));
        return List.copyOf(headers.found);
    }

    private void visit(JsonNode schema, Place place) {
        if (schema.has(ANNOTATION)) {
            found.add(header(schema, place));
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            JsonNode value = keyword.getValue();
            if (keyword.getKey().equals("properties")) {
                value.properties().forEach(named -> visit(named.getValue(), place.property(named.getKey())));
            } else if (!VALUES.contains(keyword.getKey())) {
                boolean many = NAMED.contains(keyword.getKey()) || value.isArray();
                (many ? value.values() : List.of(value)).forEach(nested -> visit(nested, Place.ELSEWHERE));
            }
        }
    }

    private static ParamHeader header(JsonNode schema, Place place) {
        String name = schema.path(ANNOTATION).stringValue("");
        Kind kind = KINDS.get(schema.path("type").stringValue(""));
        require(name.matches(TOKEN), "a header's name is no token");
        require(place.isProperty(), "a parameter with a header is not reached through properties alone");
        if (kind == null) {
            throw new IllegalArgumentException("a parameter with a header is no string, integer or boolean");
        }
        return new ParamHeader(McpHeaders.PARAM_PREFIX + name, place.path().orElseThrow(), kind);
    }

    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new IllegalArgumentException(broken);
        }
    }
}
