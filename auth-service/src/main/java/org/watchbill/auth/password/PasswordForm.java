package org.watchbill.auth.password;

import java.util.Optional;
import org.watchbill.auth.account.PasswordRules;
import org.watchbill.auth.account.User;
import org.watchbill.auth.oauth.Parameters;

/** A new password as typed. */
record PasswordForm(String current, String password, boolean endsApiTokens) {

    static PasswordForm of(Parameters form) {
        return new PasswordForm(
                form.optional("current").orElse(""),
                form.optional("password").orElse(""),
                form.optional("tokens").isPresent());
    }

    Optional<String> fault(User user) {
        return PasswordRules.fault(password, user.email(), user.name());
    }

    @Override
    public String toString() {
        return "PasswordForm[hidden]";
    }
}
