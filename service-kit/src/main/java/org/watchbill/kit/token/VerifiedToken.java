package org.watchbill.kit.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of an access token whose signature, type, issuer, audience and times have been checked (RFC 9068).
 *
 * @param key thumbprint of the key whose holder alone may use it (RFC 9449 section 6); empty for a bearer token
 */
public record VerifiedToken(
        String subject,
        String clientId,
        Set<String> scopes,
        Instant expiresAt,
        Optional<Caller> caller,
        Optional<String> key) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }
}
