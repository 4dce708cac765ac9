package org.watchbill.auth.client;

import java.util.Comparator;
import java.util.List;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.json.Json;

/** What a registration says about a client and this server keeps. */
public record ClientMetadata(String name, List<RedirectUri> redirectUris) {

    public ClientMetadata {
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
