package org.watchbill.gateway.wellknown;

import java.net.URI;
import java.util.List;

/** The gateway as an OAuth 2.0 protected resource (RFC 9728), under each path by which clients know it. */
public record GatewayResource(URI publicUrl, String issuer) {

    public static final String METADATA_PATH = "/.well-known/oauth-protected-resource";
    public static final String MCP_PATH = "/mcp";
    /** The path under which CALL-E serves the same, kept so that only the host changes in a client's settings. */
    public static final String OTHER_MCP_PATH = "/mcp/openagent_oauth";
    /** The way in of the HTTP+SSE transport. */
    public static final String EVENTS_PATH = "/sse";
    /** Enough to look around; writing scopes are asked for when they are needed. */
    private static final List<String> BASE_SCOPES = List.of("schedule:read", "members:read", "requests:read");

    /** Clients of HTTP+SSE cannot ask for more later; the person and her role still decide what of it is granted. */
    private static final List<String> EVENTS_SCOPES =
            List.of("schedule:read", "members:read", "requests:read", "requests:write", "requests:approve");

    /** The audience of its tokens. */
    public String identifier() {
        return identifier(MCP_PATH);
    }

    public String identifier(String path) {
        return publicUrl + path;
    }

    /** What clients without a token are told to ask for at {@code path}. */
    public static List<String> firstScopes(String path) {
        return path.equals(EVENTS_PATH) ? EVENTS_SCOPES : BASE_SCOPES;
    }

    public String metadataUrl(String path) {
        return publicUrl + METADATA_PATH + path;
    }
}
