package org.watchbill.auth.password;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.apitoken.ApiTokens;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.step.SignInSteps;
import org.watchbill.kit.mail.MailOutbox;

/** Gives a person another password in the caller's transaction, and ends what rested on the one before. */
public final class SetPassword {

    /** The tables that it touches. */
    public record Registers(Users users, PasswordResets resets, ApiTokens apiTokens, SignInSteps steps) {}

    /** What is told to whom. */
    public record Messages(AccountEvents events, MailOutbox outbox, PasswordMails mails) {}

    private final Registers registers;
    private final EndSessions endSessions;
    private final EndGrants endGrants;
    private final Messages messages;

    public SetPassword(Registers registers, EndSessions endSessions, EndGrants endGrants, Messages messages) {
        this.registers = registers;
        this.endSessions = endSessions;
        this.endGrants = endGrants;
        this.messages = messages;
    }

    EndSessions sessions() {
        return endSessions;
    }

    /** Ends connections, links for a new password and sign-ins that wait for a second factor; the caller ends sessions. */
    void set(DbTransaction transaction, User user, NewPassword password, String operation) {
        registers.users().changePassword(transaction, user.id(), password.hash());
        registers.resets().deleteOf(transaction, user.id());
        registers.steps().deleteOf(transaction, user.id());
        endGrants.ofUser(transaction, user.id());
        if (password.endsApiTokens()) {
            registers.apiTokens().deleteOf(transaction, user.id());
        }
        messages.events()
                .tellAllOf(
                        transaction,
                        user.id(),
                        Happening.ofAccount(user.id(), operation)
                                .with("api_tokens", password.endsApiTokens() ? "revoked" : "kept"));
        messages.outbox().add(transaction, messages.mails().changed(user));
    }
}
