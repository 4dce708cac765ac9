package org.watchbill.kit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.UUID;

/** A message whose Message-ID comes from its row, so that a repeated delivery can be told from another mail. */
final class NamedMessage extends MimeMessage {

    private final UUID id;

    NamedMessage(Session session, UUID id) {
        super(session);
        this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        String sender = ((InternetAddress) getFrom()[0]).getAddress();
        setHeader("Message-ID", "<" + id + sender.substring(sender.lastIndexOf('@')) + ">");
    }
}
