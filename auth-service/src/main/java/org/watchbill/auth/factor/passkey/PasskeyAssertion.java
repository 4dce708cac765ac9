package org.watchbill.auth.factor.passkey;

/**
 * What a browser answers when a passkey was used (AuthenticatorAssertionResponse), in base64url.
 *
 * @param userHandle empty when the authenticator names nobody
 */
public record PasskeyAssertion(
        String credentialId, String clientData, String authenticatorData, String signature, String userHandle) {}
