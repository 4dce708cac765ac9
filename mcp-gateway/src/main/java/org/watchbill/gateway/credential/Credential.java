package org.watchbill.gateway.credential;

import org.watchbill.kit.config.Secret;

/** What a client shows to prove who it is. */
public record Credential(Kind kind, Secret value) {

    /** How auth-service calls the kinds in a token exchange (RFC 8693 section 3). */
    public enum Kind {
        /** An access token of auth-service for this gateway. */
        ACCESS_TOKEN("urn:ietf:params:oauth:token-type:access_token"),
        /** A long-lived token of a person's account page. */
        API_TOKEN("urn:watchbill:params:oauth:token-type:api-token"),
        /** User name and password, as the OnCalls server takes them, and the address they came from: unpadded base64url of a JSON object. */
        PASSWORD("urn:watchbill:params:oauth:token-type:password");

        private final String tokenType;

        Kind(String tokenType) {
            this.tokenType = tokenType;
        }

        String tokenType() {
            return tokenType;
        }
    }
}
