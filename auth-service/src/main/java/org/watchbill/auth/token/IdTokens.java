package org.watchbill.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.key.KeyRing;

/** Issues OpenID Connect ID tokens. */
public final class IdTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final KeyRing keys;
    private final String issuer;
    private final InstantSource time;

    public IdTokens(KeyRing keys, String issuer, InstantSource time) {
        this.keys = keys;
        this.issuer = issuer;
        this.time = time;
    }

    /** Whom an ID token of this server is about and which client got it. */
    public record Recognised(String subject, String clientId) {}

    /** The ID token of this server that {@code token} is, expired or not. */
    public Optional<Recognised> recognise(String token) {
        return keys.verifyIdToken(token)
                .filter(claims -> issuer.equals(claims.getIssuer()))
                .map(claims ->
                        new Recognised(claims.getSubject(), claims.getAudience().getFirst()));
    }

    /** {@code nonce} is empty when the client sent none; {@code accessToken} is the one that comes with it. */
    String issue(Grant grant, User user, String nonce, String accessToken) {
        Instant now = time.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(user.id().toString())
                .audience(grant.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("auth_time", grant.times().signIn().at().getEpochSecond())
                .claim("at_hash", leftHalfOfHash(accessToken));
        List<String> methods = SignInMethod.references(grant.times().signIn().methods());
        if (!methods.isEmpty()) {
            claims.claim("amr", methods);
        }
        if (!nonce.isEmpty()) {
            claims.claim("nonce", nonce);
        }
        if (grant.scopes().contains("profile")) {
            claims.claim("name", user.name());
        }
        if (grant.scopes().contains("email")) {
            claims.claim("email", user.email()).claim("email_verified", user.emailVerified());
        }
        return keys.signIdToken(claims.build());
    }

    /** OpenID Connect Core section 3.1.3.6, for RS256. */
    private static String leftHalfOfHash(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
