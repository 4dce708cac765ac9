package org.watchbill.auth;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import org.watchbill.auth.key.JwksEndpoint;
import org.watchbill.auth.key.KeyRing;
import org.watchbill.auth.metadata.MetadataEndpoint;
import org.watchbill.auth.oauth.ProtocolEndpoint;

/** What the server says of itself: metadata and public keys. */
final class ProtocolRoutes {

    private final AuthParts parts;

    ProtocolRoutes(AuthParts parts) {
        this.parts = parts;
    }

    void onPublic(HttpRouting.Builder routing) {
        MetadataEndpoint metadata = new MetadataEndpoint(parts.issuer());
        metadata.paths().forEach(path -> read(routing, path, metadata::metadata));
        MetadataEndpoint.elsewhere().forEach(path -> read(routing, path, metadata::nothing));
        read(routing, "/jwks", fresh(parts.keys(), new JwksEndpoint(parts.keys())::keys));
    }

    /** An endpoint that publishes, signs or verifies, with the keys as they are now. */
    static Handler fresh(KeyRing keys, Handler endpoint) {
        return (request, response) -> {
            keys.refresh();
            endpoint.handle(request, response);
        };
    }

    /** A path that programs read, from browsers too. */
    static void read(HttpRouting.Builder routing, String path, Handler endpoint) {
        routing.get(path, ProtocolEndpoint.of(endpoint)).options(path, ProtocolEndpoint::preflight);
    }

    /** A path to which programs post, from browsers too. */
    static void write(HttpRouting.Builder routing, String path, Handler endpoint) {
        routing.post(path, ProtocolEndpoint.of(endpoint)).options(path, ProtocolEndpoint::preflight);
    }
}
