package org.watchbill.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The keys in use: ES256 signs access tokens, RS256 signs ID tokens; every stored key is published. */
public final class KeyRing {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final SigningKey accessTokenKey;
    private final SigningKey idTokenKey;
    private final JWSSigner accessTokenSigner;
    private final JWSSigner idTokenSigner;
    private final List<SigningKey> keys;
    private final byte[] jwks;

    KeyRing(List<SigningKey> keys) {
        try {
            this.keys = List.copyOf(keys);
            this.accessTokenKey = newest(JWSAlgorithm.ES256);
            this.idTokenKey = newest(JWSAlgorithm.RS256);
            this.accessTokenSigner = new ECDSASigner(accessTokenKey.jwk().toECKey());
            this.idTokenSigner = new RSASSASigner(idTokenKey.jwk().toRSAKey());
            this.jwks = new JWKSet(keys.stream().map(SigningKey::jwk).toList())
                    .toString(true)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public keys as a JWK set document (RFC 7517). */
    public byte[] jwks() {
        return jwks.clone();
    }

    public String signAccessToken(JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(ACCESS_TOKEN)
                        .keyID(accessTokenKey.jwk().getKeyID())
                        .build(),
                claims,
                accessTokenSigner);
    }

    public String signIdToken(JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(idTokenKey.jwk().getKeyID())
                        .build(),
                claims,
                idTokenSigner);
    }

    /** The claims of an access token that this ring signed; issuer, audience and times are the caller's to check. */
    public Optional<JWTClaimsSet> verifyAccessToken(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            Optional<SigningKey> key = keys.stream()
                    .filter(candidate -> Objects.equals(candidate.jwk().getKeyID(), header.getKeyID()))
                    .filter(candidate -> candidate.algorithm().equals(JWSAlgorithm.ES256))
                    .findFirst();
            if (key.isEmpty()
                    || !JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !ACCESS_TOKEN.equals(header.getType())
                    || !jwt.verify(new ECDSAVerifier(key.get().jwk().toECKey()))) {
                return Optional.empty();
            }
            return Optional.of(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private SigningKey newest(JWSAlgorithm algorithm) {
        return keys.reversed().stream()
                .filter(key -> key.algorithm().equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No signing key for " + algorithm));
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
