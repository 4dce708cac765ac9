package org.watchbill.auth.verification;

import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;

/**
 * The address of an account, and how to confirm or change it.
 *
 * @param address what the account has, and whether it is confirmed
 * @param canMail whether links can be sent
 * @param typed the new address as typed before
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record EmailPage(
        Navigation navigation, String csrf, Address address, boolean canMail, String typed, String problem)
        implements Page {

    /** An address, and whether it is confirmed. */
    public record Address(String email, boolean verified) {}

    @Override
    public String template() {
        return "email";
    }
}
