package org.watchbill.auth.token;

import java.time.Duration;
import java.util.Set;

/**
 * A signed access token, what it may do and how long it lives.
 *
 * @param bound whether only the holder of a key may use it (RFC 9449)
 */
public record AccessToken(String value, Set<String> scopes, Duration lifetime, boolean bound) {

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
