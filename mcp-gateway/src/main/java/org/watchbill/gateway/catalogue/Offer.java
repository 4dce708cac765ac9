package org.watchbill.gateway.catalogue;

import java.util.List;
import org.watchbill.gateway.upstream.Upstream;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that a service offers.
 *
 * @param key the name or URI by which clients know it
 * @param ownKey the one by which its service knows it
 * @param definition as clients may see it
 * @param paramHeaders the arguments of a tool that headers repeat
 */
public record Offer(
        Kind kind,
        String key,
        String ownKey,
        ObjectNode definition,
        OfferPolicy policy,
        List<ParamHeader> paramHeaders,
        Upstream upstream) {

    public Offer {
        paramHeaders = List.copyOf(paramHeaders);
    }

    /** Whether using it twice does no more than using it once. */
    public boolean readOnly() {
        return kind != Kind.TOOLS
                || definition.path("annotations").path("readOnlyHint").booleanValue(false);
    }
}
