package org.watchbill.auth.provider;

import org.watchbill.auth.account.User;

/** What came of a sign-in by a provider. */
sealed interface ProviderDecision {

    record Accepted(User user, String continueTo) implements ProviderDecision {}

    /** It was not begun in this browser, has ended, or is too old. */
    record Stale() implements ProviderDecision {}

    /** The provider, or the person there, said no. */
    record Denied() implements ProviderDecision {}

    /** The provider's answer is not to be trusted, or there is none. */
    record Failed() implements ProviderDecision {}

    /** The provider knows the person, but this installation does not let them in. */
    record Refused(Reason reason) implements ProviderDecision {}

    /** Why not. */
    enum Reason {
        EMAIL_NOT_VERIFIED,
        NO_ACCOUNT,
        /** The account answers to another organisation too, for which this one's provider cannot speak. */
        OTHER_ORGANISATIONS,
        LINKED_TO_ANOTHER
    }
}
