package org.watchbill.auth.invitation;

import org.watchbill.auth.account.User;

/** What became of an invitation that somebody wanted to accept. */
sealed interface AcceptanceDecision {

    /** The person is a member now. */
    record Accepted(User user) implements AcceptanceDecision {}

    /** It is used, withdrawn, at its end or unknown. */
    record Gone() implements AcceptanceDecision {}

    /** There is an account with the address, which has to sign in. */
    record HasAccount() implements AcceptanceDecision {}

    /** Somebody else is signed in. */
    record SomebodyElse() implements AcceptanceDecision {}
}
