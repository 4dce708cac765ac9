package org.watchbill.auth.key;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code GET /jwks}: the public keys. */
public final class JwksEndpoint {

    private final KeyRing keys;

    public JwksEndpoint(KeyRing keys) {
        this.keys = keys;
    }

    public void keys(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/jwk-set+json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=60")
                .send(keys.jwks());
    }
}
