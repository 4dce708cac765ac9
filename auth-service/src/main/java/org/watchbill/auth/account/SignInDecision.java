package org.watchbill.auth.account;

/** The answer to a sign-in; people must see no difference between the two refusals. */
public sealed interface SignInDecision {

    record Accepted(User user) implements SignInDecision {}

    /** Wrong password, or disabled account. */
    record WrongPassword(User user) implements SignInDecision {}

    record UnknownAccount() implements SignInDecision {}

    record TooManyAttempts() implements SignInDecision {}
}
