package org.watchbill.auth.client.assertion;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.document.FreshnessRules;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.http.outbound.OutboundException;

/** The public keys of clients; those at an address are fetched and kept in memory, the ones used last. */
final class ClientKeys {

    private static final GuardedClient.Bounds BOUNDS = new GuardedClient.Bounds(64 * 1024, Duration.ofSeconds(5));
    private static final int REMEMBERED = 1000;
    private static final int MOST_FETCHES_A_MINUTE = 6;

    private record Kept(JWKSet keys, Instant freshUntil) {}

    private final GuardedClient outbound;
    private final InstantSource time;
    private final Ceiling ceiling;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > REMEMBERED;
        }
    };

    ClientKeys(GuardedClient outbound, InstantSource time) {
        this.outbound = outbound;
        this.time = time;
        this.ceiling = new Ceiling(MOST_FETCHES_A_MINUTE, Duration.ofMinutes(1), time);
    }

    /** The keys as far as they are known; empty when they cannot be had. */
    Optional<JWKSet> of(Proof.Keys keys) {
        return switch (keys) {
            case Proof.Keys.Inline(String set) -> parsed(set);
            case Proof.Keys.At(String uri) ->
                remembered(uri)
                        .filter(found -> found.freshUntil().isAfter(time.instant()))
                        .map(Kept::keys)
                        .or(() -> fetched(uri));
        };
    }

    /** The keys as they are now, for a signature that none of the known ones made; empty when they are no newer. */
    Optional<JWKSet> newerOf(Proof.Keys keys) {
        return switch (keys) {
            case Proof.Keys.Inline inline -> Optional.empty();
            case Proof.Keys.At(String uri) -> fetched(uri);
        };
    }

    private Optional<Kept> remembered(String uri) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(uri));
        }
    }

    private Optional<JWKSet> fetched(String uri) {
        if (!ceiling.allows(uri)) {
            return Optional.empty();
        }
        try {
            GuardedClient.Answer answer = outbound.get(
                    URI.create(uri), Map.of("Accept", "application/jwk-set+json, application/json"), BOUNDS);
            Optional<JWKSet> keys = answer.status() == 200
                    ? parsed(new String(answer.body(), StandardCharsets.UTF_8))
                    : Optional.empty();
            keys.ifPresent(found -> remember(uri, found, FreshnessRules.lifetime(answer.headers())));
            return keys;
        } catch (OutboundException e) {
            return Optional.empty();
        }
    }

    private void remember(String uri, JWKSet keys, Duration lifetime) {
        synchronized (kept) {
            kept.put(uri, new Kept(keys, time.instant().plus(lifetime)));
        }
    }

    private static Optional<JWKSet> parsed(String set) {
        try {
            return Optional.of(JWKSet.parse(set));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
