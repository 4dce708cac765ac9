package org.watchbill.kit.mail;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.UUID;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;

/** Takes mail in the transaction that has a reason for it: when that commits, the mail will be sent. */
public final class MailOutbox {

    private final StoredMails mails;
    private final boolean open;
    private final InstantSource time;

    private MailOutbox(StoredMails mails, boolean open, InstantSource time) {
        this.mails = mails;
        this.open = open;
        this.time = time;
    }

    /** {@code secret} seals what waits; {@link MailSender} needs the same. */
    public static MailOutbox of(Settings settings, Secret secret, InstantSource time) {
        return new MailOutbox(new StoredMails(secret), SmtpServer.of(settings).isPresent(), time);
    }

    /** Whether there is a server to send by; without one people have to be reached in another way. */
    public boolean isOpen() {
        return open;
    }

    /** Keeps {@code mail} until it is sent; does nothing when the outbox is not open. */
    public void add(DbTransaction transaction, Mail mail) {
        if (open) {
            mails.insert(transaction, UUID.randomUUID(), mail, time.instant());
        }
    }
}
