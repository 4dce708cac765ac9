package org.watchbill.gateway.catalogue;

import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.PublicPart;
import org.watchbill.gateway.upstream.Upstream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that a service offers.
 *
 * @param definition as clients may see it
 * @param readOnly whether calling it twice does no more than calling it once
 */
public record CatalogueTool(
        String name, ObjectNode definition, boolean adminOnly, boolean readOnly, Upstream upstream) {

    static CatalogueTool of(ObjectNode listed, Upstream upstream) {
        JsonNode policy = listed.path(McpKeys.META).path(McpKeys.POLICY);
        return new CatalogueTool(
                listed.path("name").stringValue(""),
                PublicPart.of(listed),
                policy.path("admin_only").booleanValue(false),
                listed.path("annotations").path("readOnlyHint").booleanValue(false),
                upstream);
    }
}
