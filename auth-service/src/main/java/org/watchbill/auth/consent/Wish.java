package org.watchbill.auth.consent;

import java.util.Set;

/**
 * What a client asks a person for.
 *
 * @param scopes as asked for, without what is unknown here
 * @param resource where the tokens are to be used
 */
public record Wish(String clientId, Set<String> scopes, String resource) {

    public Wish {
        scopes = Set.copyOf(scopes);
    }
}
