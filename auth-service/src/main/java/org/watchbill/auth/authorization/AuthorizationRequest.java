package org.watchbill.auth.authorization;

import java.util.Set;

/**
 * A checked authorization request; it waits as JSON in a consent ticket.
 *
 * @param redirectUri as the client sent it
 * @param state empty when the client sent none
 * @param scopes as asked for
 * @param challenge PKCE's S256 challenge
 * @param nonce empty when the client sent none
 */
record AuthorizationRequest(
        String clientId,
        String redirectUri,
        String state,
        Set<String> scopes,
        String resource,
        String challenge,
        String nonce) {

    AuthorizationRequest {
        scopes = Set.copyOf(scopes);
    }

    ClientAddress address() {
        return new ClientAddress(redirectUri, state);
    }
}
