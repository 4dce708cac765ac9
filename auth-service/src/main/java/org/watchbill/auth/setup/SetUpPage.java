package org.watchbill.auth.setup;

import org.watchbill.auth.page.Page;

/**
 * The form for the first organisation and its administrator.
 *
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record SetUpPage(String csrf, String token, SetUpForm typed, String problem) implements Page {

    @Override
    public String template() {
        return "set-up";
    }
}
