package org.watchbill.auth.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A public client that registered itself; nobody vouches for its name. */
public record Client(String id, String name, List<RedirectUri> redirectUris, Instant registeredAt) {

    public Client {
        redirectUris = List.copyOf(redirectUris);
    }

    /** The registered URI that allows an answer to {@code asked}. */
    public Optional<RedirectUri> redirectUri(String asked) {
        return redirectUris.stream().filter(uri -> uri.allows(asked)).findFirst();
    }
}
