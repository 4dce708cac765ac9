package org.watchbill.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
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

    /** {@code nonce} is empty when the client sent none. */
    String issue(Grant grant, User user, String nonce) {
        Instant now = time.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(user.id().toString())
                .audience(grant.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("auth_time", grant.times().signedInAt().getEpochSecond());
        if (!nonce.isEmpty()) {
            claims.claim("nonce", nonce);
        }
        if (grant.scopes().contains("profile")) {
            claims.claim("name", user.name());
        }
        if (grant.scopes().contains("email")) {
            claims.claim("email", user.email());
        }
        return keys.signIdToken(claims.build());
    }
}
