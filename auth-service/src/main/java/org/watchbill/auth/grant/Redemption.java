package org.watchbill.auth.grant;

/** The answer to a presented authorization code or refresh token. */
public sealed interface Redemption {

    /**
     * The grant lives and this is its present refresh token.
     *
     * @param nonce for the ID token, empty when there is none
     */
    record Accepted(Grant grant, String refreshToken, String nonce) implements Redemption {}

    record Refused() implements Redemption {}

    record ScopeTooWide() implements Redemption {}

    record OtherResource() implements Redemption {}
}
