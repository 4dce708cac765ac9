package org.watchbill.auth.grant;

import java.time.Duration;
import java.time.Instant;

/**
 * An authorization code as stored.
 *
 * @param redirectUri as the client sent it
 * @param challenge PKCE's S256 challenge
 * @param nonce for the ID token, empty when the client sent none
 */
public record Code(
        String secretHash,
        Grant.Id grant,
        String redirectUri,
        String challenge,
        String nonce,
        Instant expiresAt,
        boolean used) {

    /** How long a client has to redeem it. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);
}
