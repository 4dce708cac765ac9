package org.watchbill.auth.provider;

import java.util.Optional;

/**
 * What an administrator wants a provider to be.
 *
 * @param name on the sign-in page, 1 to 80 characters
 * @param issuer exactly as the provider writes it, an https URL; it cannot be changed later
 * @param clientSecret absent to keep the one that is known
 */
public record ProviderOrder(String name, String issuer, String clientId, Optional<String> clientSecret) {

    @Override
    public String toString() {
        return "ProviderOrder[" + issuer + "]";
    }
}
