package org.watchbill.auth.password;

import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;

/**
 * The form for a new password, of somebody who is signed in or has a link.
 *
 * @param action where the form goes
 * @param email whose password
 * @param asksCurrent whether the password of now is wanted, because the sign-in is not recent
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record PasswordPage(
        Navigation navigation, String csrf, String action, String email, boolean asksCurrent, String problem)
        implements Page {

    @Override
    public String template() {
        return "password";
    }
}
