package org.watchbill.gateway.catalogue;

import java.util.List;
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
 * @param paramHeaders the arguments that headers repeat
 */
public record CatalogueTool(
        String name,
        ObjectNode definition,
        boolean adminOnly,
        boolean readOnly,
        List<ParamHeader> paramHeaders,
        Upstream upstream) {

    public CatalogueTool {
        paramHeaders = List.copyOf(paramHeaders);
    }

    /** Throws {@link IllegalArgumentException} for a tool that clients would refuse. */
    static CatalogueTool of(ObjectNode listed, Upstream upstream) {
        JsonNode policy = listed.path(McpKeys.META).path(McpKeys.POLICY);
        return new CatalogueTool(
                listed.path("name").stringValue(""),
                PublicPart.of(listed),
                policy.path("admin_only").booleanValue(false),
                listed.path("annotations").path("readOnlyHint").booleanValue(false),
                ParamHeaders.in(listed.path("inputSchema")),
                upstream);
    }
}
