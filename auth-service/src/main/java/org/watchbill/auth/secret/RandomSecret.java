package org.watchbill.auth.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable texts: 256 random bits in base64url, 43 characters. */
public final class RandomSecret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    public static String next() {
        return text(32);
    }

    /** A 128-bit identifier that is no secret, 22 characters. */
    public static String nextId() {
        return text(16);
    }

    private static String text(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
