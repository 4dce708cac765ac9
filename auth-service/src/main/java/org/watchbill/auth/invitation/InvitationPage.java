package org.watchbill.auth.invitation;

import org.watchbill.auth.page.Page;

/**
 * What somebody sees who follows the link of an invitation.
 *
 * @param email the invited address
 * @param way what there is to do
 * @param name what was typed before, or what the administrator wrote
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record InvitationPage(String csrf, String organisation, String email, Way way, String name, String problem)
        implements Page {

    /** How the person can come in. */
    public enum Way {
        /** There is no account: choose a name and a password. */
        NEW_ACCOUNT,
        /** There is an account, and nobody is signed in. */
        SIGN_IN,
        /** Somebody else is signed in. */
        OTHER_ACCOUNT,
        /** The invited person is signed in. */
        JOIN
    }

    @Override
    public String template() {
        return "invitation";
    }
}
