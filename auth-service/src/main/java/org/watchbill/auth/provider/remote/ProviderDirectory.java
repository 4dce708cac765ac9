package org.watchbill.auth.provider.remote;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.http.outbound.GuardedClient.Answer;
import org.watchbill.kit.http.outbound.GuardedClient.Bounds;
import org.watchbill.kit.http.outbound.OutboundException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;

/** Descriptions and keys of providers, fetched when needed and kept for an hour; failures are not kept. */
public final class ProviderDirectory {

    static final Bounds BOUNDS = new Bounds(64 * 1024, Duration.ofSeconds(5));

    private static final Duration KEPT = Duration.ofHours(1);
    /** Unknown keys make the keys be fetched again, but no more often. */
    private static final Duration KEYS_AGAIN_AFTER = Duration.ofSeconds(30);

    private static final int MOST = 1000;

    private record Kept<T>(T value, Instant since) {}

    private final GuardedClient client;
    private final InstantSource time;
    private final Map<String, Kept<ProviderMetadata>> metadata = new ConcurrentHashMap<>();
    private final Map<String, Kept<JWKSet>> keys = new ConcurrentHashMap<>();

    public ProviderDirectory(GuardedClient client, InstantSource time) {
        this.client = client;
        this.time = time;
    }

    /** Throws {@link ProviderException}. */
    public ProviderMetadata metadata(String issuer) {
        return kept(metadata, issuer, KEPT, () -> {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            Answer answer = get(URI.create(base + "/.well-known/openid-configuration"));
            try {
                return ProviderMetadata.read(issuer, Json.parseMessage(answer.body()));
            } catch (JsonFormatException e) {
                throw new ProviderException("The provider's description is not JSON", e);
            }
        });
    }

    /** The provider's keys, with {@code keyId} among them if the provider has it. Throws {@link ProviderException}. */
    public JWKSet keys(ProviderMetadata provider, String keyId) {
        JWKSet known = keys(provider, KEPT);
        return known.getKeyByKeyId(keyId) == null ? keys(provider, KEYS_AGAIN_AFTER) : known;
    }

    private JWKSet keys(ProviderMetadata provider, Duration age) {
        return kept(keys, provider.jwks().toString(), age, () -> {
            try {
                return JWKSet.parse(new String(get(provider.jwks()).body(), StandardCharsets.UTF_8));
            } catch (ParseException e) {
                throw new ProviderException("The provider's keys cannot be read", e);
            }
        });
    }

    private <T> T kept(Map<String, Kept<T>> cache, String key, Duration age, Supplier<T> fetch) {
        Instant now = time.instant();
        Kept<T> known = cache.get(key);
        if (known != null && now.isBefore(known.since().plus(age))) {
            return known.value();
        }
        T fetched = fetch.get();
        if (cache.size() >= MOST) {
            cache.clear();
        }
        cache.put(key, new Kept<>(fetched, now));
        return fetched;
    }

    private Answer get(URI uri) {
        try {
            Answer answer = client.get(uri, Map.of("Accept", "application/json"), BOUNDS);
            if (answer.status() != 200) {
                throw new ProviderException("The provider answers " + answer.status());
            }
            return answer;
        } catch (OutboundException e) {
            throw new ProviderException("The provider cannot be reached: " + e.getMessage(), e);
        }
    }
}
