package org.watchbill.auth.provider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.watchbill.auth.provider.remote.Provider;
import org.watchbill.auth.provider.remote.ProviderException;
import org.watchbill.auth.provider.remote.ProviderMetadata;
import org.watchbill.auth.provider.remote.ProviderTokens;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.seal.Seal;

/** Sends a browser to the provider of an organisation. */
public final class BeginProviderSignIn {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ProviderParts parts;
    private final InstantSource time;

    public BeginProviderSignIn(ProviderParts parts, InstantSource time) {
        this.parts = parts;
        this.time = time;
    }

    /**
     * The address to which the browser goes; empty when there is no such organisation or it has no provider. Throws
     * {@link ProviderException} when the provider cannot be found.
     *
     * @param visit what only this browser can tell
     */
    Optional<String> begin(String slug, String visit, String continueTo) {
        Database database = parts.database();
        return database.read(reader -> parts.providers().withSlug(reader, slug))
                .map(provider -> begin(provider, visit, continueTo));
    }

    private String begin(Provider provider, String visit, String continueTo) {
        ProviderMetadata metadata = parts.directory().metadata(provider.issuer());
        Instant now = time.instant();
        String state = RandomSecret.next();
        String nonce = RandomSecret.next();
        String verifier = RandomSecret.next();
        PendingSignIns.Pending pending = new PendingSignIns.Pending(
                SecretHash.of(state),
                SecretHash.of(visit),
                provider.id(),
                SecretHash.of(nonce),
                sealOf(state).close(verifier.getBytes(StandardCharsets.UTF_8), List.of()),
                continueTo);
        parts.database().inTransaction(transaction -> {
            parts.pending().deleteExpired(transaction, now);
            parts.pending().insert(transaction, pending, now.plus(PATIENCE));
            return state;
        });
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.registration().clientId());
        query.put("redirect_uri", parts.tokens().redirectUri());
        query.put("scope", "openid email");
        query.put("state", state);
        query.put("nonce", pending.nonce());
        query.put("code_challenge", SecretHash.of(verifier));
        query.put("code_challenge_method", "S256");
        String endpoint = metadata.authorizationEndpoint().toString();
        return endpoint
                + (endpoint.contains("?") ? "&" : "?")
                + query.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + ProviderTokens.encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** Whoever steals the database cannot redeem a code that is on its way. */
    static Seal sealOf(String state) {
        return new Seal(new Secret(state), "code verifier");
    }
}
