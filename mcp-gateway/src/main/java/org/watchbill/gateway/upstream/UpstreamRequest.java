package org.watchbill.gateway.upstream;

import java.util.Optional;
import org.watchbill.kit.config.Secret;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to a service.
 *
 * @param name what the {@code Mcp-Name} header repeats
 * @param params complete, with {@code _meta}
 * @param repeatable whether it may be sent again when no answer came
 */
public record UpstreamRequest(
        String method, Optional<String> name, ObjectNode params, Secret token, boolean repeatable) {}
