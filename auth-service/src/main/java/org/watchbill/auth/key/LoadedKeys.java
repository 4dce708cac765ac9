package org.watchbill.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The published keys as they were at one moment. */
final class LoadedKeys {

    private record Signer(String keyId, JWSSigner signer) {}

    private final List<SigningKey> keys;
    private final Instant loadedAt;
    private final byte[] jwks;
    private final Map<String, Signer> signers = new HashMap<>();

    LoadedKeys(List<SigningKey> stored, Instant loadedAt) {
        this.keys = KeyRules.published(stored, loadedAt);
        this.loadedAt = loadedAt;
        this.jwks = new JWKSet(keys.stream().map(SigningKey::jwk).toList())
                .toString(true)
                .getBytes(StandardCharsets.UTF_8);
        keys.forEach(key -> signers.put(key.id(), new Signer(key.id(), signer(key))));
    }

    Instant loadedAt() {
        return loadedAt;
    }

    boolean publishTheSameAs(LoadedKeys others) {
        return Arrays.equals(jwks, others.jwks);
    }

    byte[] jwks() {
        return jwks.clone();
    }

    String sign(JWSAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims, Instant now) {
        if (now.isAfter(loadedAt.plus(KeyRules.LONGEST_BLIND))) {
            throw new IllegalStateException("The signing keys could not be loaded for too long");
        }
        Signer signer = Objects.requireNonNull(
                signers.get(KeyRules.signing(keys, algorithm, now).id()));
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(type)
                            .keyID(signer.keyId())
                            .build(),
                    claims);
            jwt.sign(signer.signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a token that one of these keys signed in this way. */
    Optional<JWTClaimsSet> verify(JWSAlgorithm algorithm, JOSEObjectType type, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            Optional<SigningKey> key = keys.stream()
                    .filter(candidate -> candidate.id().equals(header.getKeyID()))
                    .filter(candidate -> candidate.algorithm().equals(algorithm))
                    .findFirst();
            if (key.isEmpty()
                    || !algorithm.equals(header.getAlgorithm())
                    || !type.equals(header.getType())
                    || !jwt.verify(verifier(key.get()))) {
                return Optional.empty();
            }
            return Optional.of(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static JWSSigner signer(SigningKey key) {
        try {
            return key.algorithm().equals(JWSAlgorithm.ES256)
                    ? new ECDSASigner(key.jwk().toECKey())
                    : new RSASSASigner(key.jwk().toRSAKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSVerifier verifier(SigningKey key) throws JOSEException {
        return key.algorithm().equals(JWSAlgorithm.ES256)
                ? new ECDSAVerifier(key.jwk().toECKey())
                : new RSASSAVerifier(key.jwk().toRSAKey());
    }
}
