package org.watchbill.auth.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen (NIST SP 800-63B, 3.1.1): long ones that are not easily guessed, of whatever characters.
 */
public final class PasswordRules {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    /** From here on a search takes more than a hundred million guesses. */
    private static final int HARD_TO_GUESS = 3;

    /** The estimate takes a time that grows with the cube of the length. */
    private static final int ESTIMATED = 64;

    private static final Zxcvbn ESTIMATE = new Zxcvbn();

    private PasswordRules() {}

    /** What is wrong with {@code password}, as a sentence; {@code known} is what others know of the person. */
    public static Optional<String> fault(String password, String... known) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("The password needs at least 12 characters.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("The password may have at most 200 characters.");
        }
        String estimated = password.substring(0, Math.min(password.length(), ESTIMATED));
        if (ESTIMATE.measure(estimated, words(known)).getScore() < HARD_TO_GUESS) {
            return Optional.of("This password is easy to guess. Take several words that do not belong together.");
        }
        return Optional.empty();
    }

    /** The texts themselves, their words, and their words written together. */
    private static List<String> words(String... known) {
        return Stream.concat(Stream.of("watchbill"), Stream.of(known).flatMap(PasswordRules::spellings))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Stream<String> spellings(String text) {
        String[] words = text.split("[^\\p{L}\\d]+");
        return Stream.concat(Stream.of(words), Stream.of(text, String.join("", words)));
    }
}
