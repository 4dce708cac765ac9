package org.watchbill.auth.token;

import java.util.Optional;
import java.util.TreeSet;

/** The body of a successful token answer, RFC 6749 section 5.1 and RFC 8693 section 2.2.1. */
public record TokenAnswer(
        String accessToken,
        Optional<String> issuedTokenType,
        String tokenType,
        long expiresIn,
        String scope,
        Optional<String> refreshToken,
        Optional<String> idToken) {

    public static TokenAnswer of(AccessToken token) {
        return new TokenAnswer(
                token.value(),
                Optional.empty(),
                token.bound() ? "DPoP" : "Bearer",
                token.lifetime().toSeconds(),
                String.join(" ", new TreeSet<>(token.scopes())),
                Optional.empty(),
                Optional.empty());
    }

    public TokenAnswer withIssuedTokenType(String type) {
        return new TokenAnswer(accessToken, Optional.of(type), tokenType, expiresIn, scope, refreshToken, idToken);
    }

    TokenAnswer withRefreshToken(String token) {
        return new TokenAnswer(accessToken, issuedTokenType, tokenType, expiresIn, scope, Optional.of(token), idToken);
    }

    TokenAnswer withIdToken(String token) {
        return new TokenAnswer(
                accessToken, issuedTokenType, tokenType, expiresIn, scope, refreshToken, Optional.of(token));
    }

    @Override
    public String toString() {
        return "TokenAnswer[hidden]";
    }
}
