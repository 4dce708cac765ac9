package org.watchbill.auth.authorization;

import org.watchbill.auth.consent.Wish;

/**
 * A checked authorization request; it waits as JSON in a consent ticket.
 *
 * @param redirectUri as the client sent it
 * @param state empty when the client sent none
 * @param challenge PKCE's S256 challenge
 * @param nonce empty when the client sent none
 * @param pushed hash of the reference under which it was pushed, empty when it came in the query
 */
public record AuthorizationRequest(
        Wish wish, String redirectUri, String state, String challenge, String nonce, String pushed) {

    ClientAddress address() {
        return new ClientAddress(redirectUri, state);
    }
}
