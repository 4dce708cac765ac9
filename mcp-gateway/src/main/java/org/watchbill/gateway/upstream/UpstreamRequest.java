package org.watchbill.gateway.upstream;

import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.config.Secret;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to a service.
 *
 * @param name what the {@code Mcp-Name} header repeats
 * @param headers more headers, such as those that repeat arguments
 * @param params complete, with {@code _meta}
 * @param repeatable whether it may be sent again when no answer came
 */
public record UpstreamRequest(
        String method,
        Optional<String> name,
        Map<String, String> headers,
        ObjectNode params,
        Secret token,
        boolean repeatable) {

    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }
}
