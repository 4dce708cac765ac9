package org.watchbill.kit.mcp;

import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a prompt, resource or tool asks of its caller; published in {@code _meta["org.watchbill/policy"]} for the gateway.
 *
 * @param scope the scope that the token must hold
 * @param adminOnly whether the caller must be an administrator of the organisation
 */
public record AccessPolicy(String scope, boolean adminOnly) {

    /** The key in {@code _meta} under which policies stand. */
    public static final String KEY = "org.watchbill/policy";

    public ObjectNode json() {
        return Json.object().put("scope", scope).put("admin_only", adminOnly);
    }
}
