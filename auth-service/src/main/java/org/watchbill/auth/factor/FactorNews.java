package org.watchbill.auth.factor;

import io.helidon.dbclient.DbTransaction;
import java.util.function.Function;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.factor.passkey.Passkey;
import org.watchbill.kit.mail.Mail;
import org.watchbill.kit.mail.MailOutbox;

/** Tells people by mail, and their organisations in the audit log, that factors came, went or were used. */
public final class FactorNews {

    private final Users users;
    private final AccountEvents events;
    private final MailOutbox outbox;
    private final FactorMails mails;

    public FactorNews(Users users, AccountEvents events, MailOutbox outbox, FactorMails mails) {
        this.users = users;
        this.events = events;
        this.outbox = outbox;
        this.mails = mails;
    }

    public void appAdded(DbTransaction transaction, User.Id user) {
        events.tellAllOf(transaction, user, Happening.ofAccount(user, "add_totp"));
        mail(transaction, user, mails::appAdded);
    }

    void appRemoved(DbTransaction transaction, User.Id user) {
        events.tellAllOf(transaction, user, Happening.ofAccount(user, "remove_totp"));
        mail(transaction, user, mails::appRemoved);
    }

    public void passkeyAdded(DbTransaction transaction, User.Id user, Passkey.Id passkey) {
        events.tellAllOf(transaction, user, Happening.by(user, "add_passkey", passkey.target()));
        mail(transaction, user, mails::passkeyAdded);
    }

    void passkeyRemoved(DbTransaction transaction, User.Id user, Passkey.Id passkey) {
        events.tellAllOf(transaction, user, Happening.by(user, "remove_passkey", passkey.target()));
        mail(transaction, user, mails::passkeyRemoved);
    }

    /** With the first factor; the mail about that one says enough. */
    public void firstCodesMade(DbTransaction transaction, User.Id user) {
        events.tellAllOf(transaction, user, Happening.ofAccount(user, "make_recovery_codes"));
    }

    public void newCodesMade(DbTransaction transaction, User.Id user) {
        firstCodesMade(transaction, user);
        mail(transaction, user, mails::codesMade);
    }

    /** The sign-in is an event by itself; {@code left} is how many codes the person still has. */
    public void codeUsed(DbTransaction transaction, User.Id user, long left) {
        mail(transaction, user, found -> mails.codeUsed(found, left));
    }

    private void mail(DbTransaction transaction, User.Id user, Function<User, Mail> mail) {
        users.find(transaction, user).ifPresent(found -> outbox.add(transaction, mail.apply(found)));
    }
}
