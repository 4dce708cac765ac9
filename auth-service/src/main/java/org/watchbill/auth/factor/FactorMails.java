package org.watchbill.auth.factor;

import org.watchbill.auth.account.User;
import org.watchbill.kit.mail.Mail;

/** What people are told about their second factors. */
public final class FactorMails {

    private final String issuer;

    public FactorMails(String issuer) {
        this.issuer = issuer;
    }

    Mail appAdded(User user) {
        return letter(user, "An authenticator app was added", "An authenticator app was added to your account at");
    }

    Mail appRemoved(User user) {
        return letter(
                user, "Your authenticator app was removed", "The authenticator app was removed from your account at");
    }

    Mail passkeyAdded(User user) {
        return letter(user, "A passkey was added", "A passkey was added to your account at");
    }

    Mail passkeyRemoved(User user) {
        return letter(user, "A passkey was removed", "A passkey was removed from your account at");
    }

    Mail codesMade(User user) {
        return letter(
                user,
                "New recovery codes were made",
                "New recovery codes, in place of any others, were made for your account at");
    }

    private Mail letter(User user, String subject, String sentence) {
        return new Mail(user.email(), subject, """
                %s
                %s

                If it was you, there is nothing to do. If it was not you, choose a new password at once:
                %s/forgot-password
                and tell an administrator of your organisation.
                """.formatted(sentence, issuer, issuer));
    }

    /** {@code left} is how many codes the person still has. */
    Mail codeUsed(User user, long left) {
        return new Mail(user.email(), "A recovery code was used", """
                Somebody used one of the recovery codes of your account at
                %s
                Codes that are left: %d

                If it was you, you can make new codes:
                %s/account/security

                If it was not you, choose a new password at once:
                %s/forgot-password
                and tell an administrator of your organisation.
                """.formatted(issuer, left, issuer, issuer));
    }

    /** {@code organisation} is on one line. */
    public Mail reset(String email, String organisation) {
        return new Mail(email, "Your second factors were removed", """
                An administrator of %s removed the authenticator app, the passkeys and the recovery codes of your account at
                %s
                All browsers are signed out. Your password is as it was; sign in with it and add a factor again:
                %s/account/security

                If you did not ask for it, tell your organisation at once.
                """.formatted(organisation, issuer, issuer));
    }
}
