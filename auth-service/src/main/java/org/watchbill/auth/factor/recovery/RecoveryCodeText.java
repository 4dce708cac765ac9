package org.watchbill.auth.factor.recovery;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Recovery codes as people write them down: 80 random bits as 16 letters and digits in groups of four, without those that
 * look alike. So many are beyond guessing, and a plain hash of them beyond trying all.
 */
final class RecoveryCodeText {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Crockford's base32. */
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    private RecoveryCodeText() {}

    static String next() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** What was meant by {@code typed}: dashes, spaces and capitals do not count, o is 0, i and l are 1. */
    static String normalised(String typed) {
        return typed.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
    }
}
