package org.watchbill.system.conformance.server;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything a server answers: its methods by name, and {@code server/discover} made of its capabilities. */
public final class Methods {

    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    private final Map<String, ServedMethod> byName;
    private final JsonNode capabilities;
    private final ParameterHeaders parameters;

    /** Takes the tools' input schemas by name for the headers that repeat arguments. */
    public Methods(Map<String, ServedMethod> byName, JsonNode capabilities, Map<String, JsonNode> inputSchemas) {
        this.byName = Map.copyOf(byName);
        this.capabilities = capabilities;
        this.parameters = new ParameterHeaders(inputSchemas);
    }

    ParameterHeaders parameters() {
        return parameters;
    }

    ServedMethod find(String name) {
        if (name.equals("server/discover")) {
            return call -> discovery();
        }
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> RpcErrorException.methodNotFound(name));
    }

    private ObjectNode discovery() {
        ObjectNode result = Json.object();
        result.putArray("supportedVersions").add(Envelope.VERSION);
        result.set("capabilities", capabilities);
        return result;
    }

    /** Adds what every result of this method carries. */
    static ObjectNode completed(String method, ObjectNode result) {
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        if (CACHEABLE.contains(method)
                && result.path("resultType").stringValue("").equals("complete")) {
            result.put("ttlMs", 0).put("cacheScope", "private");
        }
        result.withObject("/_meta")
                .putObject("io.modelcontextprotocol/serverInfo")
                .put("name", "conformance-fixtures")
                .put("version", "1.0.0");
        return result;
    }
}
