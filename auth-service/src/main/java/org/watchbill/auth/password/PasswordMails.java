package org.watchbill.auth.password;

import org.watchbill.auth.account.User;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.kit.mail.Mail;

/** What people are told about their password. */
public final class PasswordMails {

    private final String issuer;
    private final LinkDoor resets;

    /** {@code resets} makes the links for {@code /reset-password}. */
    public PasswordMails(String issuer, LinkDoor resets) {
        this.issuer = issuer;
        this.resets = resets;
    }

    Mail reset(User user, String secret) {
        return new Mail(user.email(), "Choose a new password", """
                Somebody asked for a new password for your account at
                %s

                To choose one, open this link:
                %s

                It works once, for 30 minutes.

                If it was not you, do nothing: your password stays as it is.
                """.formatted(issuer, resets.link(secret)));
    }

    Mail changed(User user) {
        return new Mail(user.email(), "Your password was changed", """
                The password of your account at
                %s
                was changed. All other browsers are signed out, and apps that were connected have to ask you again.

                If it was not you, choose a new password at once:
                %s/forgot-password
                and tell an administrator of your organisation.
                """.formatted(issuer, issuer));
    }
}
