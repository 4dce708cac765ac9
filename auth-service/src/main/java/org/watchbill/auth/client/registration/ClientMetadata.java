package org.watchbill.auth.client.registration;

import java.util.Comparator;
import java.util.List;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.json.Json;

/**
 * What a registration says about a client and this server keeps.
 *
 * @param method by secret, or none
 */
record ClientMetadata(String name, List<RedirectUri> redirectUris, AuthMethod method) {

    ClientMetadata {
        redirectUris = List.copyOf(redirectUris);
    }

    /** Equal for equal metadata, whatever the order of the URIs, so that repeated registrations find one client. */
    String fingerprint() {
        return SecretHash.of(Json.text(List.of(
                name,
                redirectUris.stream()
                        .map(RedirectUri::text)
                        .sorted(Comparator.naturalOrder())
                        .distinct()
                        .toList())));
    }
}
