package org.watchbill.auth.provider;

import org.watchbill.auth.page.Page;

/**
 * The form that asks for the organisation by whose provider to sign in.
 *
 * @param continueTo where to go afterwards
 * @param organisation what was typed before
 * @param problem what was wrong with it, empty at the first
 */
public record ProviderSignInPage(String csrf, String continueTo, String organisation, String problem) implements Page {

    @Override
    public String template() {
        return "provider-sign-in";
    }
}
