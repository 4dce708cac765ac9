package org.watchbill.kit.mcp.tool;

import org.watchbill.kit.mcp.AccessPolicy;

/**
 * What a tool asks of its caller; published in {@code _meta["org.watchbill/policy"]} for the gateway.
 *
 * @param scope the scope that the token must hold
 * @param adminOnly whether the caller must be an administrator of the organisation
 * @param toolset the group under which clients can choose the tool
 */
public record ToolPolicy(String scope, boolean adminOnly, Confirm confirm, String toolset) {

    /** When a person must confirm. */
    public enum Confirm {
        /** Always; without a client that can ask, the call is refused. */
        ALWAYS,
        /** Whenever the client can ask. */
        ASK,
        NEVER
    }

    /** The part that all kinds of things share. */
    AccessPolicy access() {
        return new AccessPolicy(scope, adminOnly);
    }
}
