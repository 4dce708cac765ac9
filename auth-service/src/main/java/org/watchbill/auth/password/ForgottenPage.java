package org.watchbill.auth.password;

import org.watchbill.auth.page.Page;

/**
 * The form that asks for the address to which a link for a new password goes.
 *
 * @param canMail false where administrators make the links
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record ForgottenPage(String csrf, boolean canMail, String problem) implements Page {

    @Override
    public String template() {
        return "forgot-password";
    }
}
