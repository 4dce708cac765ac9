package org.watchbill.auth.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that asks for access.
 *
 * @param name as it calls itself; only an administrator's client is what it says
 * @param grantTypes by the values of {@code grant_type}
 */
public record Client(
        String id, Kind kind, String name, Uris uris, Proof proof, Set<String> grantTypes, Instant registeredAt) {

    /** The grant types of a client that acts for people. */
    public static final Set<String> FOR_PEOPLE = Set.of("authorization_code", "refresh_token");

    /** The grant types that a client may have without an administrator. */
    public static final Set<String> SELF_SERVICE =
            Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");

    /** How this server came to know it. */
    public enum Kind {
        /** It registered itself (RFC 7591); nobody vouches for it. */
        DYNAMIC,
        /** Its id is the https address of its description; whoever controls that address vouches for it. */
        DOCUMENT,
        /** An administrator registered it for one organisation. */
        REGISTERED
    }

    /** Where its answers may go: after an authorization and after a sign-out. */
    public record Uris(List<RedirectUri> redirect, List<RedirectUri> postLogout) {

        public Uris {
            redirect = List.copyOf(redirect);
            postLogout = List.copyOf(postLogout);
        }
    }

    public Client {
        grantTypes = Set.copyOf(grantTypes);
    }

    /** The registered URI that allows an answer to {@code asked}. */
    public Optional<RedirectUri> redirectUri(String asked) {
        return uris.redirect().stream().filter(uri -> uri.allows(asked)).findFirst();
    }

    /** The registered URI that allows a return to {@code asked} after a sign-out. */
    public Optional<RedirectUri> postLogoutRedirectUri(String asked) {
        return uris.postLogout().stream().filter(uri -> uri.allows(asked)).findFirst();
    }

    /** Whether it can be had without any proof, so that anybody can pose as it. */
    public boolean isPublic() {
        return proof.method() == AuthMethod.NONE;
    }

    public boolean mayUse(String grantType) {
        return grantTypes.contains(grantType);
    }
}
