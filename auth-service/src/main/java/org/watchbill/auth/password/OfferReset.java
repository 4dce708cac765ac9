package org.watchbill.auth.password;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.auth.account.EmailAddress;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.mail.MailOutbox;

/** Mails a link for a new password to those who have an account, and lets nobody see whether there is one. */
public final class OfferReset {

    private static final Logger LOGGER = System.getLogger(OfferReset.class.getName());
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    /** The tables and the mail that it writes. */
    public record Registers(
            Database database, PasswordResets resets, Users users, MailOutbox outbox, PasswordMails mails) {}

    private final Registers registers;
    private final Ceiling perAccount;
    private final Ceiling perAddress;
    private final InstantSource time;

    public OfferReset(Registers registers, InstantSource time) {
        this.registers = registers;
        this.time = time;
        this.perAccount = new Ceiling(3, Duration.ofHours(1), time);
        this.perAddress = new Ceiling(20, Duration.ofHours(1), time);
    }

    boolean canMail() {
        return registers.outbox().isOpen();
    }

    /** False when {@code address}, where the request comes from, has asked too often, for whomever. */
    boolean allows(String address) {
        return perAddress.allows(address);
    }

    /** Goes on after the caller's answer, so that the time until then says nothing. */
    void offer(String typedEmail) {
        EmailAddress.normalised(typedEmail)
                .filter(perAccount::allows)
                .ifPresent(email -> Thread.ofVirtual().name("password-reset").start(() -> mail(email)));
    }

    private void mail(String email) {
        try {
            registers.database().read(reader -> registers.users().withEmail(reader, email)).stream()
                    .filter(user -> !user.disabled())
                    .forEach(this::mail);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "A link for a new password could not be made", e);
        }
    }

    private void mail(User user) {
        Instant now = time.instant();
        String secret = RandomSecret.next();
        registers.database().inTransaction(transaction -> {
            registers.resets().deleteExpired(transaction, now);
            registers
                    .resets()
                    .insert(
                            transaction,
                            SecretHash.of(secret),
                            new PasswordResets.Row(user.id(), true, now.plus(LIFETIME)));
            registers.outbox().add(transaction, registers.mails().reset(user, secret));
            return user;
        });
    }
}
