package org.watchbill.kit.token;

import java.net.URI;
import java.time.InstantSource;

/**
 * Verifies access tokens of auth-service on helidon-security-jwt: ES256 or RS256, {@code typ: at+jwt}, issuer, audience,
 * times with 60 s leeway. Keys come from the issuer's JWKS, fetched again when a token names an unknown key, at most once
 * in 10 s, and kept while auth-service is down.
 */
public final class TokenVerifier {

    /**
     * What a service needs to know to verify.
     *
     * @param issuer exactly as in the tokens
     * @param jwks where the keys are fetched, which may be an internal address
     * @param audience the value that must be among the token's audiences
     */
    public record Trust(String issuer, URI jwks, String audience) {}

    public TokenVerifier(Trust trust, InstantSource time) {
        throw new UnsupportedOperationException(trust + " " + time);
    }

    /** Throws {@link InvalidTokenException}. */
    public VerifiedToken verify(String token) {
        throw new UnsupportedOperationException(token);
    }
}
