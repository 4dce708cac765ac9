package org.watchbill.auth.session.step;

import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;

/** The answer to a second factor. */
sealed interface StepDecision {

    record Passed(User user, Set<SignInMethod> methods, String continueTo) implements StepDecision {

        public Passed {
            methods = Set.copyOf(methods);
        }
    }

    record Wrong() implements StepDecision {}

    record TooManyAttempts() implements StepDecision {}

    /** The step has ended, was used, or never was. */
    record Gone() implements StepDecision {}
}
