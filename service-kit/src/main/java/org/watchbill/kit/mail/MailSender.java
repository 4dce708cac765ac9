package org.watchbill.kit.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;

/**
 * Brings waiting mail to the SMTP server, at least once; several replicas share the work. A mail that the server refuses
 * for good, or does not take within a day, is given up: it stays for thirty days and is counted.
 */
public final class MailSender implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(MailSender.class.getName());
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Database database;
    private final StoredMails mails;
    private final Optional<SmtpClient> client;
    private final InstantSource time;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object sending = new Object();
    private boolean interruptible;
    private int failures;

    private MailSender(Database database, StoredMails mails, Optional<SmtpClient> client, InstantSource time) {
        this.database = database;
        this.mails = mails;
        this.client = client;
        this.time = time;
        this.thread =
                Thread.ofVirtual().name(database.service() + "-mail-sender").unstarted(this::run);
    }

    /** Reads {@code mail.*}; {@code secret} is the one that {@link MailOutbox} seals with. */
    public static MailSender start(Database database, Settings settings, Secret secret, InstantSource time) {
        MailSender sender = new MailSender(
                database, new StoredMails(secret), SmtpServer.of(settings).map(SmtpClient::new), time);
        sender.thread.start();
        return sender;
    }

    /** How many mails wait. */
    public long backlog() {
        return database.read(mails::countWaiting);
    }

    /** How many mails of the last thirty days were given up. */
    public long givenUp() {
        return database.read(mails::countGivenUp);
    }

    /** Stops at once; a mail that is under way is sent again by the next sender, with the same Message-ID. */
    @Override
    public void close() {
        stopped.countDown();
        synchronized (sending) {
            if (interruptible) {
                thread.interrupt();
            }
        }
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        client.ifPresent(smtp -> {
            Duration pause = Duration.ZERO;
            while (!hasStopped(pause)) {
                pause = sendNext(smtp) ? Duration.ZERO : LOOK_AGAIN;
            }
        });
    }

    /** Whether to look for the next mail without a pause. */
    private boolean sendNext(SmtpClient smtp) {
        try {
            Instant now = time.instant();
            Optional<StoredMail> claimed = database.inTransaction(transaction -> mails.claim(transaction, now));
            return claimed.isPresent() && settle(claimed.get(), send(smtp, claimed.get()));
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "Mail waits, because the sender failed", e);
            return false;
        }
    }

    private Delivery send(SmtpClient smtp, StoredMail stored) {
        if (stored.mail().isEmpty()) {
            return new Delivery.Refused(0);
        }
        if (!mayInterrupt()) {
            return new Delivery.Unreachable("the sender stops");
        }
        try {
            return smtp.send(stored, stored.mail().get());
        } finally {
            mayInterruptNoMore();
        }
    }

    /** Only while the server is spoken with: an interrupt inside a statement would make H2 close its file. */
    private boolean mayInterrupt() {
        synchronized (sending) {
            interruptible = stopped.getCount() > 0;
            return interruptible;
        }
    }

    private void mayInterruptNoMore() {
        synchronized (sending) {
            interruptible = false;
            Thread.interrupted();
        }
    }

    private boolean settle(StoredMail mail, Delivery delivery) {
        switch (delivery) {
            case Delivery.Sent() -> {
                database.inTransaction(transaction -> {
                    mails.delete(transaction, mail);
                    return mail;
                });
                reached();
                return true;
            }
            case Delivery.Refused(int reply) -> {
                giveUp(mail, reply);
                return true;
            }
            case Delivery.Postponed(int reply) -> {
                postpone(mail, reply);
                return true;
            }
            case Delivery.Unreachable(String reason) -> {
                unreachable(reason);
                postpone(mail, 0);
                return false;
            }
        }
    }

    private void postpone(StoredMail mail, int reply) {
        Instant now = time.instant();
        if (!now.isBefore(mail.createdAt().plus(GIVEN_UP_AFTER))) {
            giveUp(mail, reply);
            return;
        }
        boolean stops = stopped.getCount() == 0;
        Instant dueAt = stops ? now : now.plus(MailPause.after(mail.attempts()));
        database.inTransaction(transaction -> {
            mails.postpone(transaction, mail, dueAt);
            return mail;
        });
    }

    private void giveUp(StoredMail mail, int reply) {
        LOGGER.log(Level.WARNING, "A mail was given up: mail={0} reply={1}", mail.id(), Integer.toString(reply));
        Instant now = time.instant();
        database.inTransaction(transaction -> {
            mails.giveUp(transaction, mail, reply);
            mails.deleteGivenUp(transaction, now.minus(KEPT));
            return mail;
        });
    }

    private void reached() {
        if (failures > 0) {
            LOGGER.log(Level.INFO, "Mail is sent again: failures={0}", failures);
        }
        failures = 0;
    }

    private void unreachable(String reason) {
        failures++;
        if (failures == 1 && stopped.getCount() > 0) {
            LOGGER.log(Level.WARNING, "Mail waits, because it cannot be sent: reason={0}", reason);
        }
    }

    private boolean hasStopped(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
