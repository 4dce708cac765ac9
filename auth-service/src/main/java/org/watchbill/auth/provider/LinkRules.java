package org.watchbill.auth.provider;

import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.organisation.Organisation;

/**
 * Decides whether a provider's word lets somebody in. It speaks for the people of its own organisation only: an account
 * that is of another organisation too would open that one to whoever runs the provider.
 */
final class LinkRules {

    /**
     * The account in question: the one linked before, else the one with the verified address.
     *
     * @param linked whether it is linked to the subject that signs in
     * @param linkedToAnother whether it is linked to another subject of the provider
     */
    record Account(boolean disabled, Set<Organisation.Id> organisations, boolean linked, boolean linkedToAnother) {

        Account {
            organisations = Set.copyOf(organisations);
        }
    }

    private LinkRules() {}

    /** Why not; empty when the person may come in. */
    static Optional<ProviderDecision.Reason> refusal(
            Organisation.Id organisation, boolean emailVerified, Optional<Account> found) {
        if (found.isEmpty()) {
            return Optional.of(
                    emailVerified ? ProviderDecision.Reason.NO_ACCOUNT : ProviderDecision.Reason.EMAIL_NOT_VERIFIED);
        }
        Account account = found.get();
        if (account.disabled() || !account.organisations().contains(organisation)) {
            return Optional.of(ProviderDecision.Reason.NO_ACCOUNT);
        }
        if (account.organisations().size() > 1) {
            return Optional.of(ProviderDecision.Reason.OTHER_ORGANISATIONS);
        }
        return !account.linked() && account.linkedToAnother()
                ? Optional.of(ProviderDecision.Reason.LINKED_TO_ANOTHER)
                : Optional.empty();
    }
}
