package org.watchbill.auth.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 in base64url: the form in which 256-bit secrets are stored, and PKCE's S256 transformation. */
public final class SecretHash {

    private SecretHash() {}

    public static String of(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(secret));
    }

    /** Whether {@code candidate} hashes to {@code hash}, in constant time. */
    public static boolean matches(String hash, String candidate) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), of(candidate).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
