package org.watchbill.auth.provider.remote;

import java.util.Optional;

/**
 * What a provider vouches for.
 *
 * @param subject identifies the person at the provider for ever
 * @param email in the spelling by which accounts are found; absent when the provider has not verified it
 */
public record ProviderIdentity(String subject, Optional<String> email) {

    @Override
    public String toString() {
        return "ProviderIdentity[hidden]";
    }
}
