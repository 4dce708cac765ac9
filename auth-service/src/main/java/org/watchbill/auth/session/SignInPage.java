package org.watchbill.auth.session;

import org.watchbill.auth.page.Page;

/**
 * The form that asks for e-mail address and password, or for a passkey.
 *
 * @param challenge for a passkey
 * @param continueTo where to go afterwards
 * @param email what was typed before, or hinted
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record SignInPage(String csrf, String challenge, String continueTo, String email, String problem)
        implements Page {

    @Override
    public String template() {
        return "sign-in";
    }

    @Override
    public boolean scripted() {
        return true;
    }
}
