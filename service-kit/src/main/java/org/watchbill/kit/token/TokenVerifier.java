package org.watchbill.kit.token;

import io.helidon.common.Errors;
import io.helidon.security.jwt.JwtException;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkKeys;
import java.net.URI;
import java.time.InstantSource;
import org.watchbill.kit.config.Settings;

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
     * @param otherAudience a second value that is as good
     */
    public record Trust(String issuer, URI jwks, String audience, String otherAudience) {

        public Trust(String issuer, URI jwks, String audience) {
            this(issuer, jwks, audience, audience);
        }

        /** What a service trusts by its settings {@code auth.issuer} and {@code auth.url}. */
        public static Trust of(Settings settings, String audience) {
            return new Trust(settings.text("auth.issuer"), URI.create(settings.uri("auth.url") + "/jwks"), audience);
        }

        /** The same for a service that is known under two names. */
        public Trust orAudience(String other) {
            return new Trust(issuer, jwks, audience, other);
        }

        /** Where auth-service is reached. */
        URI authService() {
            String text = jwks.toString();
            return URI.create(text.substring(0, text.lastIndexOf('/')));
        }

        boolean isMeant(String audienceOfToken) {
            return audienceOfToken.equals(audience) || audienceOfToken.equals(otherAudience);
        }
    }

    private final Trust trust;
    private final InstantSource time;
    private final KeySet keys;

    public TokenVerifier(Trust trust, InstantSource time) {
        this.trust = trust;
        this.time = time;
        this.keys = new KeySet(trust.jwks(), time);
    }

    /**
     * Throws {@link InvalidTokenException}, or {@link org.watchbill.kit.http.BackendException} when auth-service has never
     * been reached and so nothing can be said about any token.
     */
    public VerifiedToken verify(String token) {
        TokenParts parts = TokenParts.of(token);
        checkSignature(token, parts, keys.including(parts.keyId()));
        Claims claims = new Claims(parts.claims());
        claims.check(trust, time.instant());
        return claims.token();
    }

    private static void checkSignature(String token, TokenParts parts, JwkKeys keys) {
        Jwk key = keys.forKeyId(parts.keyId())
                .orElseThrow(() -> new InvalidTokenException("The token is signed with an unknown key"));
        // The key decides the algorithm; a header that names another one is an attempt to confuse the two.
        if (!parts.algorithm().equals(key.algorithm()) || !isSignedBy(token, keys)) {
            throw new InvalidTokenException("The token's signature is not valid");
        }
    }

    private static boolean isSignedBy(String token, JwkKeys keys) {
        try {
            return SignedJwt.parseToken(token).verifySignature(keys).isValid();
        } catch (JwtException | Errors.ErrorMessagesException e) {
            return false;
        }
    }
}
