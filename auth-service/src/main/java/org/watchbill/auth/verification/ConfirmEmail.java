package org.watchbill.auth.verification;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.password.PasswordResets;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.mail.MailOutbox;

/**
 * Takes an address as a person's own, once they bring the secret that went to it and are signed in: the one alone would let
 * anybody pin a foreign address on their own account by making its owner follow a link.
 */
public final class ConfirmEmail {

    /** What is told to whom. */
    public record Messages(AccountEvents events, MailOutbox outbox, EmailMails mails) {}

    /** The tables that a confirmation touches; links for a new password were sent to the address before. */
    public record Registers(EmailVerifications verifications, Users users, PasswordResets resets) {}

    private final Database database;
    private final EmailVerifications verifications;
    private final Users users;
    private final PasswordResets resets;
    private final Messages messages;
    private final InstantSource time;

    public ConfirmEmail(Database database, Registers registers, Messages messages, InstantSource time) {
        this.database = database;
        this.verifications = registers.verifications();
        this.users = registers.users();
        this.resets = registers.resets();
        this.messages = messages;
        this.time = time;
    }

    /** The address that {@code user} can confirm with {@code secret}. */
    Optional<String> find(String secret, User user) {
        Instant now = time.instant();
        return database.read(reader -> verifications.open(reader, SecretHash.of(secret), now))
                .filter(wanted -> wanted.user().equals(user.id()))
                .map(EmailVerifications.Row::email);
    }

    /** False when the link is used, at its end, unknown or another person's, or another account has the address by now. */
    boolean confirm(String secret, User user) {
        try {
            return database.inTransaction(transaction -> confirm(transaction, secret, user));
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    private boolean confirm(DbTransaction transaction, String secret, User asking) {
        Instant now = time.instant();
        Optional<User> user = users.lock(transaction, asking.id());
        Optional<String> email = verifications
                .open(transaction, SecretHash.of(secret), now)
                .filter(wanted -> wanted.user().equals(asking.id()))
                .map(EmailVerifications.Row::email);
        if (user.isEmpty() || email.isEmpty()) {
            return false;
        }
        verifications.deleteOf(transaction, asking.id());
        users.changeEmail(transaction, asking.id(), email.get(), now);
        boolean changed = !user.get().email().equals(email.get());
        messages.events()
                .tellAllOf(
                        transaction,
                        asking.id(),
                        Happening.ofAccount(asking.id(), changed ? "change_email" : "verify_email"));
        if (changed) {
            resets.deleteOf(transaction, asking.id());
            messages.outbox().add(transaction, messages.mails().changed(user.get()));
        }
        return true;
    }
}
