package org.watchbill.auth.verification;

import org.watchbill.auth.page.Page;

/** The question behind the link: is {@code email} to be the address of the account that has {@code present}. */
public record ConfirmEmailPage(String csrf, String email, String present) implements Page {

    @Override
    public String template() {
        return "confirm-email";
    }
}
