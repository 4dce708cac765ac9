package org.watchbill.system.conformance.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The {@code Mcp-Param-} headers that repeat arguments of a tool whose schema asks for it. */
final class ParameterHeaders {

    private final Map<String, JsonNode> schemas;

    /** Takes the input schemas of tools by name. */
    ParameterHeaders(Map<String, JsonNode> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    void check(ServerRequestHeaders headers, JsonNode params) {
        JsonNode schema = schemas.get(params.path("name").stringValue(""));
        if (schema == null) {
            return;
        }
        schema.path("properties").properties().forEach(property -> {
            JsonNode suffix = property.getValue().path("x-mcp-header");
            if (suffix.isString()) {
                check(
                        headers,
                        "Mcp-Param-" + suffix.stringValue(),
                        params.path("arguments").path(property.getKey()));
            }
        });
    }

    private static void check(ServerRequestHeaders headers, String header, JsonNode argument) {
        if (!argument.isMissingNode() && !argument.isNull()) {
            Envelope.repeats(headers, header, argument.asString());
        } else if (headers.contains(HeaderNames.create(header))) {
            throw RpcErrorException.headerMismatch("Header " + header + " repeats an argument that is not there");
        }
    }
}
