package org.watchbill.auth.key;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The life of a key: published, then signing, then only published until the last token that it signed has expired.
 *
 * <p>A key is known everywhere before it signs: a replica notices it within {@link KeyRing#RELOADED_AFTER}, the key set may
 * be cached for a minute, and verifiers fetch it every five minutes. A replica that cannot reach the database signs on
 * with what it knows for {@link #LONGEST_BLIND}, and no token lives longer than an hour.
 */
final class KeyRules {

    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(15);
    static final Duration LONGEST_BLIND = Duration.ofHours(1);
    static final Duration PUBLISHED_AFTER = Duration.ofHours(3);

    private KeyRules() {}

    /** The newest key of an algorithm that signs by now; at the very first start the first one. */
    static SigningKey signing(List<SigningKey> keys, JWSAlgorithm algorithm, Instant now) {
        List<SigningKey> ofAlgorithm = ofAlgorithm(keys, algorithm);
        return ofAlgorithm.reversed().stream()
                .filter(key -> !now.isBefore(key.signsFrom()))
                .findFirst()
                .or(() -> ofAlgorithm.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("No signing key for " + algorithm));
    }

    /** When a key is no longer needed; empty as long as it has no successor. */
    static Optional<Instant> end(List<SigningKey> keys, SigningKey key) {
        return ofAlgorithm(keys, key.algorithm()).stream()
                .filter(other -> other.generation() > key.generation())
                .findFirst()
                .map(successor -> successor.signsFrom().plus(PUBLISHED_AFTER));
    }

    static List<SigningKey> published(List<SigningKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> end(keys, key).filter(end -> !now.isBefore(end)).isEmpty())
                .toList();
    }

    static KeyFacts.State state(List<SigningKey> keys, SigningKey key, Instant now) {
        if (key.equals(signing(keys, key.algorithm(), now))) {
            return KeyFacts.State.SIGNING;
        }
        return now.isBefore(key.signsFrom()) ? KeyFacts.State.NEXT : KeyFacts.State.OLD;
    }

    static SigningKey newest(List<SigningKey> keys, JWSAlgorithm algorithm) {
        return ofAlgorithm(keys, algorithm).getLast();
    }

    private static List<SigningKey> ofAlgorithm(List<SigningKey> keys, JWSAlgorithm algorithm) {
        return keys.stream()
                .filter(key -> key.algorithm().equals(algorithm))
                .sorted(Comparator.comparingInt(SigningKey::generation))
                .toList();
    }
}
