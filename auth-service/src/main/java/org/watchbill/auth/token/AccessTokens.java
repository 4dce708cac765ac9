package org.watchbill.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.key.KeyRing;
import org.watchbill.auth.secret.RandomSecret;

/** Issues access tokens in the form of RFC 9068 and recognises its own. */
public final class AccessTokens {

    private final KeyRing keys;
    private final String issuer;
    private final InstantSource time;

    public AccessTokens(KeyRing keys, String issuer, InstantSource time) {
        this.keys = keys;
        this.issuer = issuer;
        this.time = time;
    }

    /** The token lives for {@code longest}, but never beyond {@code end}. */
    public AccessToken issue(
            TokenSubject subject, List<String> audiences, Set<String> scopes, Duration longest, Instant end) {
        Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiry = now.plus(longest).isBefore(end) ? now.plus(longest) : end.truncatedTo(ChronoUnit.SECONDS);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject.subject())
                .audience(audiences)
                .claim("client_id", subject.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiry))
                .jwtID(RandomSecret.nextId())
                .claim("scope", String.join(" ", new TreeSet<>(scopes)))
                .claim("grant", subject.grant());
        subject.claims().forEach(claims::claim);
        return new AccessToken(
                keys.signAccessToken(claims.build()), scopes, Duration.between(now, expiry), subject.isBound());
    }

    /** The claims of an unexpired token that this server issued for one of {@code audiences}. */
    public Optional<JWTClaimsSet> verify(String token, Set<String> audiences) {
        return verify(token).filter(claims -> claims.getAudience().stream().anyMatch(audiences::contains));
    }

    /** The claims of an unexpired token that this server issued for anybody. */
    public Optional<JWTClaimsSet> verify(String token) {
        Instant now = time.instant();
        return keys.verifyAccessToken(token)
                .filter(claims -> issuer.equals(claims.getIssuer()))
                .filter(claims -> claims.getExpirationTime() != null
                        && now.isBefore(claims.getExpirationTime().toInstant()));
    }

    /** Thumbprint of the key that a token is bound to; {@code token} is one that was verified before. */
    public static Optional<String> key(String token) {
        try {
            return key(SignedJWT.parse(token).getJWTClaimsSet());
        } catch (ParseException notAnAccessToken) {
            return Optional.empty();
        }
    }

    public static Optional<String> key(JWTClaimsSet claims) {
        return claims.getClaim("cnf") instanceof Map<?, ?> confirmation
                ? Optional.ofNullable(confirmation.get("jkt")).map(Object::toString)
                : Optional.empty();
    }

    /** The grant of a client's own token for a person; empty for tokens made by exchange and those of programs. */
    public static Optional<Grant.Id> connection(JWTClaimsSet claims) {
        if (claims.getSubject().startsWith("client:") || claims.getClaims().containsKey("act")) {
            return Optional.empty();
        }
        return Optional.of(new Grant.Id(UUID.fromString(text(claims, "grant"))));
    }

    public static Set<String> scopes(JWTClaimsSet claims) {
        String scope = text(claims, "scope");
        return scope.isEmpty() ? Set.of() : Set.of(scope.split(" "));
    }

    /** A claim that every own token has. */
    public static String text(JWTClaimsSet claims, String name) {
        try {
            return Optional.ofNullable(claims.getStringClaim(name))
                    .orElseThrow(() -> new IllegalStateException("An own token lacks a claim"));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
