package org.watchbill.auth.provider;

import java.util.UUID;
import org.watchbill.auth.provider.remote.Provider;

/**
 * A provider as administrators see it.
 *
 * @param redirectUri to register at the provider
 */
public record ProviderView(UUID id, String name, String issuer, String clientId, String redirectUri, long version) {

    static ProviderView of(Provider provider, String redirectUri) {
        return new ProviderView(
                provider.id().value(),
                provider.name(),
                provider.issuer(),
                provider.registration().clientId(),
                redirectUri,
                provider.version());
    }
}
