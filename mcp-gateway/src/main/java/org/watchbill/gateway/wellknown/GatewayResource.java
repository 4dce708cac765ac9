package org.watchbill.gateway.wellknown;

import java.net.URI;
import java.util.List;

/** The gateway as an OAuth 2.0 protected resource (RFC 9728). */
public record GatewayResource(URI publicUrl, String issuer) {

    public static final String METADATA_PATH = "/.well-known/oauth-protected-resource";
    public static final String MCP_PATH = "/mcp";
    public static final String EVENTS_PATH = "/sse";
    /** Enough to look around; writing scopes are asked for when they are needed. */
    public static final List<String> BASE_SCOPES = List.of("schedule:read", "members:read", "requests:read");

    /** The older transport's way in, with tokens of its own. */
    public String eventsIdentifier() {
        return publicUrl + EVENTS_PATH;
    }

    /** The audience of its tokens. */
    public String identifier() {
        return publicUrl + MCP_PATH;
    }

    public String metadataUrl() {
        return publicUrl + METADATA_PATH + MCP_PATH;
    }
}
