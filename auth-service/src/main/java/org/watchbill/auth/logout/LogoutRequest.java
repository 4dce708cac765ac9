package org.watchbill.auth.logout;

import java.util.List;
import java.util.Optional;
import org.watchbill.auth.oauth.Parameters;

/**
 * What a client asks for when it sends a person here to sign out.
 *
 * @param idToken one that the client once got for the person, expired or not
 * @param returnTo where the person shall go afterwards
 */
record LogoutRequest(
        Optional<String> idToken, Optional<String> clientId, Optional<String> returnTo, Optional<String> state) {

    static final List<String> NAMES = List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state");

    static LogoutRequest of(Parameters parameters) {
        return new LogoutRequest(
                parameters.optional("id_token_hint"),
                parameters.optional("client_id"),
                parameters.optional("post_logout_redirect_uri"),
                parameters.optional("state"));
    }

    @Override
    public String toString() {
        return "LogoutRequest[hidden]";
    }
}
