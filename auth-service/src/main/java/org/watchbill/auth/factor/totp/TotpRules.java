package org.watchbill.auth.factor.totp;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** RFC 6238 as all apps speak it: six digits, HMAC-SHA-1, steps of 30 seconds, one step early or late. */
final class TotpRules {

    private static final int SECONDS_OF_STEP = 30;
    private static final HmacOneTimePasswordGenerator CODES = new HmacOneTimePasswordGenerator();

    private TotpRules() {}

    /** The time step whose code {@code typed} is; spaces in it do not count. */
    static OptionalLong step(TotpSecret secret, String typed, Instant now) {
        String code = typed.replace(" ", "").strip();
        long current = now.getEpochSecond() / SECONDS_OF_STEP;
        OptionalLong found = OptionalLong.empty();
        for (long step = current - 1; step <= current + 1; step++) {
            if (equal(code(secret, step), code)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(TotpSecret secret, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret.bytes(), CODES.getAlgorithm()), step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("The key is one for HMAC", e);
        }
    }

    private static boolean equal(String code, String typed) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.US_ASCII), typed.getBytes(StandardCharsets.UTF_8));
    }
}
