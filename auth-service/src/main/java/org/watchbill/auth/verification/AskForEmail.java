package org.watchbill.auth.verification;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.mail.MailOutbox;

/** Mails a link to an address that a person says is theirs; says nothing of whether another account has it. */
public final class AskForEmail {

    private static final Duration LIFETIME = Duration.ofHours(24);

    /** The tables and the mail that it writes. */
    public record Registers(
            Database database, EmailVerifications verifications, Users users, MailOutbox outbox, EmailMails mails) {}

    private final Registers registers;
    private final Ceiling perPerson;
    private final Ceiling perAddress;
    private final InstantSource time;

    public AskForEmail(Registers registers, InstantSource time) {
        this.registers = registers;
        this.time = time;
        this.perPerson = new Ceiling(5, Duration.ofHours(1), time);
        this.perAddress = new Ceiling(5, Duration.ofDays(1), time);
    }

    boolean canMail() {
        return registers.outbox().isOpen();
    }

    /** False when there were too many such mails; {@code email} is in lower case. */
    boolean ask(User user, String email) {
        if (!perPerson.allows(user.id().toString()) || !perAddress.allows(email)) {
            return false;
        }
        registers.database().inTransaction(transaction -> {
            registers.users().lock(transaction, user.id());
            Optional<User> holder = registers.users().withEmail(transaction, email);
            if (holder.filter(other -> !other.id().equals(user.id())).isPresent()) {
                registers.verifications().deleteOf(transaction, user.id());
                registers.outbox().add(transaction, registers.mails().taken(email));
            } else {
                put(transaction, user, email);
            }
            return user;
        });
        return true;
    }

    private void put(DbTransaction transaction, User user, String email) {
        String secret = RandomSecret.next();
        registers
                .verifications()
                .put(
                        transaction,
                        SecretHash.of(secret),
                        new EmailVerifications.Row(
                                user.id(), email, time.instant().plus(LIFETIME)));
        registers.outbox().add(transaction, registers.mails().confirm(email, secret));
    }
}
