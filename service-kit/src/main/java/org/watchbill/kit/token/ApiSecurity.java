package org.watchbill.kit.token;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

/**
 * Bearer protection of REST APIs by Helidon's OIDC provider: no token or a bad one answers 401 with a challenge, a
 * missing scope 403. Its copy of the keys is dropped when a token names a key that it does not know.
 */
public final class ApiSecurity {

    public ApiSecurity(TokenVerifier.Trust trust) {
        throw new UnsupportedOperationException(trust.toString());
    }

    /** Installs what the protected handlers of {@code routing} need. */
    public void setup(HttpRouting.Builder routing) {
        throw new UnsupportedOperationException(routing.toString());
    }

    /** A handler that runs {@code operation} for a caller who holds {@code scope}. */
    public Handler require(String scope, ApiOperation operation) {
        throw new UnsupportedOperationException(scope + operation);
    }
}
