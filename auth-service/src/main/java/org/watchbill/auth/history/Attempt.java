package org.watchbill.auth.history;

import java.util.Set;
import org.watchbill.auth.account.SignInMethod;

/** One attempt to sign in; {@code methods} are those that were proven. */
public record Attempt(SignInOutcome outcome, Set<SignInMethod> methods, Visitor visitor) {

    public Attempt {
        methods = Set.copyOf(methods);
    }
}
