package org.watchbill.kit.token;

import java.net.URI;
import java.time.InstantSource;
import org.watchbill.kit.config.Secret;

/** The service's own token for another service: client credentials (RFC 6749 section 4.4), renewed before it ends. */
public final class ServiceTokens implements AutoCloseable {

    /** A registered program of the suite, such as {@code schedule-service}, and its secret. */
    public record Credentials(String clientId, Secret secret) {}

    public ServiceTokens(URI authService, Credentials credentials, InstantSource time) {
        throw new UnsupportedOperationException(authService + " " + credentials + time);
    }

    /** A token for {@code audience} with {@code scope}; throws {@link org.watchbill.kit.http.BackendException}. */
    public String token(String audience, String scope) {
        throw new UnsupportedOperationException(audience + scope);
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
