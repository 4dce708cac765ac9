package org.watchbill.kit.rest;

import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.ToolArguments;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.JsonNode;

/** Reads the bodies of requests by the schemas of their records, as tools read their arguments. */
final class Bodies {

    private final Map<Class<?>, ToolArguments<?>> readers = new ConcurrentHashMap<>();

    /** The body as it came; an empty object where there is none to be. */
    JsonNode tree(Operation operation, ServerRequest request) {
        if (operation.input().body().isPresent()) {
            return Json.parseMessage(JsonBody.bytes(request));
        }
        if (request.content().hasEntity()) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_ARGUMENT, "The request has no body"));
        }
        return Json.object();
    }

    @SuppressWarnings("unchecked")
    <T extends Record> T read(JsonNode tree, Class<T> type) {
        return ((ToolArguments<T>) readers.computeIfAbsent(type, missing -> new ToolArguments<>(type))).read(tree);
    }
}
