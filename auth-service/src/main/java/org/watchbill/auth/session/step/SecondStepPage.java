package org.watchbill.auth.session.step;

import org.watchbill.auth.page.Page;

/**
 * The form that asks for the second factor.
 *
 * @param challenge for a passkey, empty when the person has none
 * @param person the e-mail address of who is signing in
 * @param app whether a code of an authenticator app is asked for
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record SecondStepPage(String csrf, String challenge, String person, boolean app, String problem)
        implements Page {

    @Override
    public String template() {
        return "second-step";
    }

    @Override
    public boolean scripted() {
        return !challenge.isEmpty();
    }
}
