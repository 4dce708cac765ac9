package org.watchbill.auth.client.registration;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.json.Json;

/**
 * What a registration says about a client and this server keeps.
 *
 * @param method by secret, or none
 * @param grantTypes of those that a client can give itself
 */
record ClientMetadata(String name, List<RedirectUri> redirectUris, AuthMethod method, Set<String> grantTypes) {

    ClientMetadata {
        redirectUris = List.copyOf(redirectUris);
        grantTypes = Set.copyOf(grantTypes);
    }

    /** Equal for equal metadata, whatever the order of the URIs, so that repeated registrations find one client. */
    String fingerprint() {
        List<String> uris = redirectUris.stream()
                .map(RedirectUri::text)
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList();
        return SecretHash.of(Json.text(
                grantTypes.equals(Client.FOR_PEOPLE)
                        ? List.of(name, uris)
                        : List.of(name, uris, new TreeSet<>(grantTypes))));
    }
}
