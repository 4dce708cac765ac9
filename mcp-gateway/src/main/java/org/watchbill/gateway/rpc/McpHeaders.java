package org.watchbill.gateway.rpc;

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
}
