package org.watchbill.auth.verification;

import org.watchbill.auth.account.User;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.kit.mail.Mail;

/** What people are told about the address of an account. */
public final class EmailMails {

    private final String issuer;
    private final LinkDoor links;

    /** {@code links} makes the links for {@code /verify-email}. */
    public EmailMails(String issuer, LinkDoor links) {
        this.issuer = issuer;
        this.links = links;
    }

    Mail confirm(String email, String secret) {
        return new Mail(email, "Confirm your e-mail address", """
                Somebody wants to use this address for their account at
                %s

                If it was you, open this link in the browser where you are signed in:
                %s

                It works once, for 24 hours.

                If it was not you, do nothing, and give the link to nobody.
                """.formatted(issuer, links.link(secret)));
    }

    /** To an address that another account has. */
    Mail taken(String email) {
        return new Mail(email, "Your e-mail address was asked for", """
                Somebody wants to use this address for their account at
                %s

                There is another account with it already, so nothing was changed. If it was you, sign in with this address
                instead. If it was not you, there is nothing to do.
                """.formatted(issuer));
    }

    /** To the address of before. */
    Mail changed(User before) {
        return new Mail(before.email(), "Your e-mail address was changed", """
                Your account at
                %s
                has another e-mail address now; this one is no longer used.

                If it was not you, tell an administrator of your organisation at once.
                """.formatted(issuer));
    }
}
