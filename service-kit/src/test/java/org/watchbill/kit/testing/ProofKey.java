package org.watchbill.kit.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A client's key and the DPoP proofs that it makes, good ones and bad ones. */
public final class ProofKey {

    private final ECKey key;

    public ProofKey() {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public ECKey key() {
        return key;
    }

    /** What tokens that are bound to this key say of it. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a request without a token. */
    public String proof(String method, String target, Instant now) {
        return proof(method, target, now, claims -> claims);
    }

    /** For a request with {@code token}. */
    public String proof(String method, String target, Instant now, String token) {
        return proof(method, target, now, claims -> claims.claim("ath", digest(token)));
    }

    public String proof(String method, String target, Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
        return proof(
                change.apply(new JWTClaimsSet.Builder()
                                .jwtID(UUID.randomUUID().toString())
                                .claim("htm", method)
                                .claim("htu", target)
                                .issueTime(Date.from(now)))
                        .build(),
                header -> header);
    }

    public String proof(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> change) {
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("dpop+jwt"))
                    .jwk(key.toPublicJWK());
            SignedJWT jwt = new SignedJWT(change.apply(header).build(), claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
