package org.watchbill.auth.account;

/** The answer to a sign-in; wrong password, unknown and disabled account look the same. */
public sealed interface SignInDecision {

    record Accepted(User user) implements SignInDecision {}

    record Refused() implements SignInDecision {}

    record TooManyAttempts() implements SignInDecision {}
}
