package org.watchbill.kit.token;

import io.helidon.security.jwt.jwk.JwkKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/**
 * The issuer's published keys: fetched when first needed, again when a token names an unknown key and every 5 minutes,
 * and kept while the issuer is down.
 */
final class KeySet {

    private static final EventLog LOG = EventLog.named("org.watchbill.token");
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration OLD = Duration.ofMinutes(5);

    private final BackendClient client;
    private final String path;
    private final InstantSource time;

    // Held during the fetch on purpose: the callers behind it need its result, and one fetch is to serve them all.
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile PublishedKeys current = PublishedKeys.NONE;
    private Instant nextAttempt = Instant.MIN;
    private volatile Instant oldAt = Instant.MIN;

    KeySet(URI jwks, InstantSource time) {
        this.client =
                BackendClient.of(URI.create(jwks.getScheme() + "://" + jwks.getRawAuthority()), Duration.ofSeconds(5));
        this.path = jwks.getRawPath();
        this.time = time;
    }

    /**
     * Keys that contain {@code keyId} if the issuer publishes it; throws {@link BackendException} as long as none were
     * ever fetched.
     */
    JwkKeys including(String keyId) {
        PublishedKeys known = current;
        if (!known.has(keyId)) {
            return fetched(keyId);
        }
        if (!time.instant().isBefore(oldAt) && fetching.tryLock()) {
            try {
                fetchIfDue();
            } finally {
                fetching.unlock();
            }
        }
        return current.keys();
    }

    private JwkKeys fetched(String keyId) {
        fetching.lock();
        try {
            if (!current.has(keyId)) {
                fetchIfDue();
            }
        } finally {
            fetching.unlock();
        }
        if (current.isEmpty()) {
            throw new BackendException("The issuer's keys are not available", true);
        }
        return current.keys();
    }

    private void fetchIfDue() {
        Instant now = time.instant();
        if (now.isBefore(nextAttempt)) {
            return;
        }
        try {
            current = current.replacedBy(fetch());
            nextAttempt = now.plus(PAUSE);
            oldAt = now.plus(OLD);
        } catch (BackendException | JsonFormatException e) {
            LOG.warning("keys not fetched", Field.of("reason", String.valueOf(e.getMessage())));
            nextAttempt = now.plus(PAUSE_AFTER_FAILURE);
        }
    }

    private byte[] fetch() {
        BackendClient.Answer answer = client.get(path, Map.of("accept", "application/json"));
        if (answer.status() != 200) {
            throw new BackendException("The issuer's keys answer status " + answer.status(), false);
        }
        return answer.body();
    }
}
