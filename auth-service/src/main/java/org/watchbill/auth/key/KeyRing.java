package org.watchbill.auth.key;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/** The keys in use: ES256 signs access tokens, RS256 signs ID tokens; follows the rotation in the database. */
public final class KeyRing {

    static final Duration RELOADED_AFTER = Duration.ofSeconds(30);

    private static final EventLog LOG = EventLog.named("org.watchbill.key");
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final Supplier<List<SigningKey>> stored;
    private final InstantSource time;
    private final VerifiedTokens verified = new VerifiedTokens();
    private final ReentrantLock loading = new ReentrantLock();
    private volatile LoadedKeys current;

    KeyRing(Supplier<List<SigningKey>> stored, InstantSource time) {
        this.stored = stored;
        this.time = time;
        this.current = new LoadedKeys(stored.get(), time.instant());
    }

    /**
     * Reads the keys again when they were read half a minute ago, and keeps what it has while the database is down. Called
     * outside database work before anything is published, signed or verified for a request.
     */
    public void refresh() {
        Instant now = time.instant();
        if (now.isBefore(current.loadedAt().plus(RELOADED_AFTER)) || !loading.tryLock()) {
            return;
        }
        try {
            LoadedKeys next = new LoadedKeys(stored.get(), now);
            if (!next.publishTheSameAs(current)) {
                verified.clear();
            }
            current = next;
        } catch (RuntimeException e) {
            LOG.warning("signing keys not loaded", Field.of("reason", String.valueOf(e.getMessage())));
        } finally {
            loading.unlock();
        }
    }

    /** The public keys as a JWK set document (RFC 7517). */
    public byte[] jwks() {
        return current.jwks();
    }

    public String signAccessToken(JWTClaimsSet claims) {
        return current.sign(JWSAlgorithm.ES256, ACCESS_TOKEN, claims, time.instant());
    }

    public String signIdToken(JWTClaimsSet claims) {
        return current.sign(JWSAlgorithm.RS256, JOSEObjectType.JWT, claims, time.instant());
    }

    /** The claims of an access token that this ring signed; issuer, audience and times are the caller's to check. */
    public Optional<JWTClaimsSet> verifyAccessToken(String token) {
        return verified.claims(token, () -> current.verify(JWSAlgorithm.ES256, ACCESS_TOKEN, token));
    }

    /** The claims of an ID token that this ring signed, expired ones too; issuer and audience are the caller's to check. */
    public Optional<JWTClaimsSet> verifyIdToken(String token) {
        return current.verify(JWSAlgorithm.RS256, JOSEObjectType.JWT, token);
    }
}
