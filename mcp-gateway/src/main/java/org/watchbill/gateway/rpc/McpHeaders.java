package org.watchbill.gateway.rpc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The request headers that MCP gives a meaning; names in any case. */
public final class McpHeaders {

    public static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    public static final String METHOD = "Mcp-Method";
    public static final String NAME = "Mcp-Name";
    /** What the names of headers begin with that repeat an argument of a tool. */
    public static final String PARAM_PREFIX = "Mcp-Param-";

    public static final String SESSION_ID = "Mcp-Session-Id";
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Map<String, List<String>> values = new TreeMap<>();

    public McpHeaders(Map<String, List<String>> headers) {
        headers.forEach((name, texts) -> values.put(name.toLowerCase(Locale.ROOT), List.copyOf(texts)));
    }

    public boolean isRepeated(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).size() > 1;
    }

    /** The trimmed value; a header that is repeated has the values joined, which then match nothing. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)))
                .map(texts -> String.join(", ", texts).strip());
    }

    /** Whether the client takes answers of {@code type}; without an Accept header it takes all (RFC 9110 section 12.5.1). */
    public boolean accepts(String type) {
        String range = type.substring(0, type.indexOf('/')) + "/*";
        return Arrays.stream(
                        first("Accept").orElse("*/*").toLowerCase(Locale.ROOT).split(","))
                .map(accepted -> accepted.split(";", 2)[0].strip())
                .anyMatch(accepted -> accepted.equals(type) || accepted.equals(range) || accepted.equals("*/*"));
    }

    /** The same with {@code name} as given and nothing else of that name. */
    public McpHeaders with(String name, String value) {
        McpHeaders changed = without(name);
        changed.values.put(name.toLowerCase(Locale.ROOT), List.of(value));
        return changed;
    }

    public McpHeaders without(String name) {
        McpHeaders changed = new McpHeaders(values);
        changed.values.remove(name.toLowerCase(Locale.ROOT));
        return changed;
    }
}
