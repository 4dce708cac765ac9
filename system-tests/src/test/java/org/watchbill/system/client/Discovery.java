package org.watchbill.system.client;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What a client learns from nothing but the gateway's address: the 401 challenge, the protected-resource metadata it
 * names (RFC 9728) and the authorization server's metadata (RFC 8414).
 */
public record Discovery(String resource, String issuer, String offeredScope, JsonNode server) {

    private static final Pattern RESOURCE_METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");
    private static final Pattern SCOPE = Pattern.compile("scope=\"([^\"]+)\"");

    public static Discovery of(URI mcp) {
        Reply refused = Http.postJson(mcp, Json.object(), Map.of("Accept", "application/json, text/event-stream"))
                .expect(401);
        String challenge = refused.header("WWW-Authenticate").orElse("");
        JsonNode resource = Http.get(URI.create(first(RESOURCE_METADATA, challenge)), Map.of())
                .expect(200)
                .json();
        String issuer = resource.path("authorization_servers").path(0).asString();
        JsonNode server = Http.get(URI.create(issuer + "/.well-known/oauth-authorization-server"), Map.of())
                .expect(200)
                .json();
        return new Discovery(resource.path("resource").asString(), issuer, first(SCOPE, challenge), server);
    }

    /** Metadata of the authorization server alone, for a resource that is known. */
    public static Discovery of(URI issuer, URI resource) {
        JsonNode server = Http.get(URI.create(issuer + "/.well-known/oauth-authorization-server"), Map.of())
                .expect(200)
                .json();
        return new Discovery("" + resource, "" + issuer, "", server);
    }

    URI endpoint(String name) {
        return URI.create(server.path(name + "_endpoint").asString());
    }

    private static String first(Pattern pattern, String challenge) {
        Matcher matcher = pattern.matcher(challenge);
        if (!matcher.find()) {
            throw new AssertionError("The challenge lacks " + pattern + ": " + challenge);
        }
        return matcher.group(1);
    }
}
