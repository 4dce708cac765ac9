package org.watchbill.kit.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.http.BackendException;
import tools.jackson.databind.JsonNode;

/**
 * What auth-service last said of each token, by the token's digest. It is asked again after 60 s, so that a revocation bites
 * by then; while it cannot be asked a good answer stands for 10 minutes, and nothing is known of other tokens.
 */
final class IntrospectedTokens {

    static final Duration FRESH = Duration.ofSeconds(60);
    static final Duration GRACE = Duration.ofMinutes(10);
    /** How long old answers stand after a failure before auth-service is asked again. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    /** {@code token} is empty for a token that is not active. */
    private record Held(Optional<VerifiedToken> token, Instant askedAt, Instant askAgainAt) {}

    private final TokenVerifier.Trust trust;
    private final Function<String, Optional<JsonNode>> introspection;
    private final InstantSource time;
    private final Map<String, Held> good = bounded();
    private final Map<String, Held> bad = bounded();

    IntrospectedTokens(
            TokenVerifier.Trust trust, Function<String, Optional<JsonNode>> introspection, InstantSource time) {
        this.trust = trust;
        this.introspection = introspection;
        this.time = time;
    }

    private static Map<String, Held> bounded() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Entry<String, Held> eldest) {
                return size() > MOST;
            }
        });
    }

    /**
     * The token if it is good for this service; throws {@link InvalidTokenException} when it is not, and
     * {@link BackendException} when nobody can say.
     */
    VerifiedToken worth(String token) {
        String key = digest(token);
        Instant now = time.instant();
        @Nullable Held known = good.containsKey(key) ? good.get(key) : bad.get(key);
        Held held = known != null && now.isBefore(known.askAgainAt()) ? known : asked(key, token, known, now);
        return held.token()
                .filter(found -> now.isBefore(found.expiresAt()))
                .orElseThrow(() -> new InvalidTokenException("The token is invalid, expired or revoked"));
    }

    private Held asked(String key, String token, @Nullable Held known, Instant now) {
        try {
            Optional<VerifiedToken> answer = introspection.apply(token).map(this::checked);
            Held held = new Held(answer, now, now.plus(FRESH));
            keep(key, held);
            return held;
        } catch (BackendException e) {
            if (known == null
                    || known.token().isEmpty()
                    || !now.isBefore(known.askedAt().plus(GRACE))) {
                throw e;
            }
            Held held = new Held(known.token(), known.askedAt(), now.plus(PAUSE));
            keep(key, held);
            return held;
        }
    }

    private VerifiedToken checked(JsonNode claims) {
        Claims read = new Claims(claims);
        read.checkTarget(trust);
        return read.token();
    }

    /** A token is in one of two maps, so that made-up ones push out no good one. */
    private void keep(String key, Held held) {
        good.remove(key);
        bad.remove(key);
        (held.token().isPresent() ? good : bad).put(key, held);
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
