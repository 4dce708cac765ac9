package org.watchbill.auth.history;

/** How an attempt to sign in ended. */
public enum SignInOutcome {
    SIGNED_IN,
    WRONG_PASSWORD,
    WRONG_SECOND_FACTOR
}
