package org.watchbill.gateway.catalogue;

import java.util.Set;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.upstream.Upstream;
import tools.jackson.databind.JsonNode;

/**
 * Who can ever use an offer, and the group in which clients choose it. For lists only: the service decides each call.
 *
 * @param scopes what the token must hold
 */
public record OfferPolicy(Set<String> scopes, boolean adminOnly, String toolset) {

    public OfferPolicy {
        scopes = Set.copyOf(scopes);
    }

    /** A foreign server must not put its tools among those of the suite, so its word does not count. */
    static OfferPolicy of(JsonNode listed, Upstream upstream) {
        JsonNode policy = listed.path(McpKeys.META).path(McpKeys.POLICY);
        if (upstream.foreign() || !policy.isObject()) {
            return new OfferPolicy(Set.of(), false, upstream.name());
        }
        String scope = policy.path("scope").stringValue("").strip();
        return new OfferPolicy(
                scope.isEmpty() ? Set.of() : Set.of(scope.split(" ", 2)[0]),
                policy.path("admin_only").booleanValue(false),
                policy.path("toolset").stringValue(upstream.name()));
    }

    public boolean isOpenTo(Identity caller) {
        return (caller.admin() || !adminOnly) && scopes.stream().allMatch(caller::canReach);
    }
}
