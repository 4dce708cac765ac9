package org.watchbill.auth.account;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One thing by which somebody proved who they are. */
public enum SignInMethod {
    PASSWORD("pwd"),
    /** Needs a PIN or a look at the person, so it is two factors in one. */
    PASSKEY("pop user mfa"),
    TOTP("otp"),
    RECOVERY_CODE("otp"),
    /** The word of another OpenID provider. */
    PROVIDER(""),
    /** A link that was sent to the person, in an invitation or to reset the password. */
    LINK("");

    private final String references;

    SignInMethod(String references) {
        this.references = references;
    }

    /** The authentication method references (RFC 8176, section 2) of a sign-in by {@code methods}. */
    public static List<String> references(Collection<SignInMethod> methods) {
        Stream<String> each = methods.stream().sorted().map(method -> method.references);
        String words = Stream.concat(each, Stream.of(methods.size() > 1 ? "mfa" : ""))
                .collect(Collectors.joining(" "))
                .strip();
        return words.isEmpty()
                ? List.of()
                : Stream.of(words.split(" +")).distinct().toList();
    }

    /** The form in which {@code methods} are stored: lower case, separated by spaces. */
    public static String text(Collection<SignInMethod> methods) {
        return methods.stream()
                .sorted()
                .map(method -> method.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #text} wrote. */
    public static Set<SignInMethod> parse(String text) {
        Set<SignInMethod> methods = EnumSet.noneOf(SignInMethod.class);
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                methods.add(valueOf(word.toUpperCase(Locale.ROOT)));
            }
        }
        return methods;
    }
}
