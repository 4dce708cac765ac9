package org.watchbill.auth.history;

import java.util.stream.Collectors;
import org.watchbill.auth.account.SignInMethod;

/** What happened at an attempt to sign in, as people read it. */
public final class SignInWords {

    private SignInWords() {}

    public static String of(SignIn signIn) {
        return switch (signIn.attempt().outcome()) {
            case SIGNED_IN ->
                "Signed in with "
                        + signIn.attempt().methods().stream()
                                .sorted()
                                .map(SignInWords::word)
                                .collect(Collectors.joining(" and "));
            case WRONG_PASSWORD -> "Wrong password";
            case WRONG_SECOND_FACTOR -> "Wrong second step";
        };
    }

    private static String word(SignInMethod method) {
        return switch (method) {
            case PASSWORD -> "password";
            case PASSKEY -> "passkey";
            case TOTP -> "app code";
            case RECOVERY_CODE -> "recovery code";
            case PROVIDER -> "another provider";
            case LINK -> "a link";
        };
    }
}
