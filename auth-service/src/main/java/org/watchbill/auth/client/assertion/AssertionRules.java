package org.watchbill.auth.client.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** Checks what an assertion says and who signed it (RFC 7523 section 3). */
final class AssertionRules {

    /** The signature algorithms that clients may use. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST_ID = 256;
    private static final int SHORTEST_RSA = 2048;

    private AssertionRules() {}

    /** Whether the claims are those of a client that proves itself to this server, now. */
    static boolean isTimely(JWTClaimsSet claims, Set<String> audiences, Instant now) {
        return claims.getIssuer() != null
                && claims.getIssuer().equals(claims.getSubject())
                && !Collections.disjoint(claims.getAudience(), audiences)
                && hasId(claims)
                && endsSoon(claims, now)
                && instant(claims.getIssueTime())
                        .filter(issued -> issued.isAfter(now.plus(SKEW))
                                || issued.isBefore(now.minus(LONGEST_LIFE).minus(SKEW)))
                        .isEmpty()
                && instant(claims.getNotBeforeTime())
                        .filter(start -> start.isAfter(now.plus(SKEW)))
                        .isEmpty();
    }

    private static boolean hasId(JWTClaimsSet claims) {
        String id = claims.getJWTID();
        return id != null && !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    private static boolean endsSoon(JWTClaimsSet claims, Instant now) {
        return instant(claims.getExpirationTime())
                .filter(end ->
                        end.isAfter(now) && !end.isAfter(now.plus(LONGEST_LIFE).plus(SKEW)))
                .isPresent();
    }

    private static Optional<Instant> instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    /** Whether one of the keys made the signature; a key that names its use or algorithm serves for nothing else. */
    static boolean isSigned(SignedJWT jwt, JWKSet keys) {
        String id = jwt.getHeader().getKeyID();
        return keys.getKeys().stream()
                .filter(key -> id == null || key.getKeyID() == null || id.equals(key.getKeyID()))
                .filter(key ->
                        key.getKeyUse() == null || "sig".equals(key.getKeyUse().identifier()))
                .filter(key -> key.getAlgorithm() == null
                        || key.getAlgorithm().equals(jwt.getHeader().getAlgorithm()))
                .anyMatch(key -> verifies(key, jwt));
    }

    private static boolean verifies(JWK key, SignedJWT jwt) {
        try {
            Optional<JWSVerifier> verifier = verifier(key, jwt.getHeader().getAlgorithm());
            return verifier.isPresent() && jwt.verify(verifier.get());
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm) throws JOSEException {
        if (key instanceof ECKey curve
                && curve.getCurve().equals(Curve.P_256)
                && algorithm.equals(JWSAlgorithm.ES256)) {
            return Optional.of(new ECDSAVerifier(curve));
        }
        if (key instanceof RSAKey rsa && rsa.size() >= SHORTEST_RSA && !algorithm.equals(JWSAlgorithm.ES256)) {
            return Optional.of(new RSASSAVerifier(rsa));
        }
        return Optional.empty();
    }
}
