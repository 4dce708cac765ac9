package org.watchbill.kit.token.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked proof (RFC 9449 section 4). Whoever takes it has to see that none is taken twice.
 *
 * @param thumbprint of the key that signed it (RFC 7638), the claim {@code jkt} of the tokens that are bound to it
 * @param id unique among the proofs of the key
 */
public record DpopProof(String thumbprint, String id) {

    /** The header of a request that carries it. */
    public static final String HEADER = "DPoP";

    /** How long a proof may be under way, and how much a client's clock may be ahead. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    /** The algorithms that may sign, as {@code dpop_signing_alg_values_supported} names them. */
    public static final List<String> ALGORITHMS = List.of("ES256", "ES384", "PS256", "RS256");

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final int LONGEST = 4096;
    private static final int LONGEST_ID = 200;
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 4096;

    /**
     * The request that a proof has to be for.
     *
     * @param target without query and fragment
     * @param accessToken the token that the request carries, if it carries one
     */
    public record Request(String method, URI target, Optional<String> accessToken) {}

    /** Throws {@link InvalidProofException} unless {@code text} is a proof for {@code request}, made a moment ago. */
    public static DpopProof check(String text, Request request, Instant now) {
        if (text.length() > LONGEST) {
            throw new InvalidProofException("The proof is too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWK key = key(jwt.getHeader());
            if (!jwt.verify(verifier(key))) {
                throw new InvalidProofException("The proof's signature is not valid");
            }
            return new DpopProof(key.computeThumbprint().toString(), checked(jwt.getJWTClaimsSet(), request, now));
        } catch (ParseException | JOSEException e) {
            throw new InvalidProofException("The proof cannot be read", e);
        }
    }

    private static JWK key(JWSHeader header) {
        JWSAlgorithm algorithm = header.getAlgorithm();
        JWK key = header.getJWK();
        if (!TYPE.equals(header.getType()) || !ALGORITHMS.contains(algorithm.getName()) || key == null) {
            throw new InvalidProofException("The proof is not a dpop+jwt with a key and an algorithm that is accepted");
        }
        if (key.isPrivate()
                || (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm))) {
            throw new InvalidProofException("The proof's key is not a public key for its algorithm");
        }
        return key;
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case ECKey ec -> new ECDSAVerifier(ec);
            case RSAKey rsa when rsa.size() >= SHORTEST_RSA && rsa.size() <= LONGEST_RSA -> new RSASSAVerifier(rsa);
            default -> throw new InvalidProofException("The proof's key is of a kind that is not accepted");
        };
    }

    private static String checked(JWTClaimsSet claims, Request request, Instant now) throws ParseException {
        if (!request.method().equals(claims.getStringClaim("htm"))) {
            throw new InvalidProofException("The proof is for another method");
        }
        String target = claims.getStringClaim("htu");
        if (target == null
                || !canonical(target).equals(canonical(request.target().toString()))) {
            throw new InvalidProofException("The proof is for another URL");
        }
        if (!isOf(now, claims.getIssueTime())) {
            throw new InvalidProofException("The proof is not from this moment");
        }
        String digest = claims.getStringClaim("ath");
        if (request.accessToken().filter(token -> !digest(token).equals(digest)).isPresent()) {
            throw new InvalidProofException("The proof is for another token");
        }
        String id = claims.getJWTID();
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            throw new InvalidProofException("The proof has no usable id");
        }
        return id;
    }

    private static boolean isOf(Instant now, @Nullable Date issued) {
        return issued != null && Duration.between(issued.toInstant(), now).abs().compareTo(LIFE) <= 0;
    }

    /** Without query and fragment, with the scheme's port left out and scheme and host in lower case (RFC 3986 section 6.2). */
    private static String canonical(String text) {
        try {
            URI uri = new URI(text);
            String scheme = lower(uri.getScheme());
            int usual = scheme.equals("https") ? 443 : 80;
            String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return scheme + "://" + lower(uri.getHost()) + port + path;
        } catch (URISyntaxException e) {
            throw new InvalidProofException("The proof's URL cannot be read", e);
        }
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static String digest(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
