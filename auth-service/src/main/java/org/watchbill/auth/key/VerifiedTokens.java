package org.watchbill.auth.key;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.watchbill.auth.secret.SecretHash;

/**
 * The tokens whose signatures were found good lately: the gateway and the services bring the same token once a minute, and
 * checking an ES256 signature costs more than all else that is done with it. A signature stays good; everything that can
 * end is checked by others each time.
 */
final class VerifiedTokens {

    private static final int MOST = 2_000;

    private final Map<String, JWTClaimsSet> claims = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JWTClaimsSet> eldest) {
            return size() > MOST;
        }
    };

    /** The claims of {@code token} as {@code check} found them now or before; bad tokens are not remembered. */
    Optional<JWTClaimsSet> claims(String token, Supplier<Optional<JWTClaimsSet>> check) {
        String key = SecretHash.of(token);
        synchronized (claims) {
            JWTClaimsSet known = claims.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<JWTClaimsSet> found = check.get();
        found.ifPresent(good -> {
            synchronized (claims) {
                claims.put(key, good);
            }
        });
        return found;
    }

    /** Forgets all, because keys have gone. */
    void clear() {
        synchronized (claims) {
            claims.clear();
        }
    }
}
