package org.watchbill.auth.factor.passkey;

/** What a browser answers when it has made a passkey (AuthenticatorAttestationResponse), in base64url. */
public record PasskeyRegistration(String clientData, String attestation) {}
