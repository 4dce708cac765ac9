package org.watchbill.auth.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.watchbill.auth.secret.SecretHash;

/** The code that a device shows: eight letters that are hard to confuse and spell no words (RFC 8628 section 6.1). */
record UserCode(String letters) {

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final Pattern GOOD = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Pd}._]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    static UserCode next() {
        return new UserCode(RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining()));
    }

    /** What somebody typed, whatever the case and the gaps. */
    static Optional<UserCode> read(String typed) {
        String letters = GAPS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return GOOD.matcher(letters).matches() ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** Such as {@code WDJB-MJHT}. */
    String shown() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    String hash() {
        return SecretHash.of("user code " + letters);
    }

    @Override
    public String toString() {
        return "UserCode[hidden]";
    }
}
