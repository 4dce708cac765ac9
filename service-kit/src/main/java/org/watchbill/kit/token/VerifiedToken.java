package org.watchbill.kit.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The claims of an access token whose signature, type, issuer, audience and times have been checked (RFC 9068). */
public record VerifiedToken(
        String subject, String clientId, Set<String> scopes, Instant expiresAt, Optional<Caller> caller) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }
}
