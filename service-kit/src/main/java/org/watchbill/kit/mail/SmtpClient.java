package org.watchbill.kit.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Speaks SMTP with the server, by Angus Mail; a connection for each mail. */
final class SmtpClient {

    private static final String TIMEOUT_MILLIS = "20000";
    private static final int PERMANENT = 500;

    private final SmtpServer server;
    private final Session session;

    SmtpClient(SmtpServer server) {
        this.server = server;
        this.session = Session.getInstance(properties(server));
    }

    /** Tries once; {@code mail} has a content. */
    Delivery send(StoredMail stored, Mail mail) {
        try (Transport transport = session.getTransport("smtp")) {
            connect(transport);
            Message message = message(stored, mail);
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Sent();
        } catch (SendFailedException e) {
            return failed(e);
        } catch (MessagingException e) {
            return new Delivery.Unreachable(kind(e));
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (server.login().isPresent()) {
            SmtpServer.Login login = server.login().get();
            transport.connect(login.user(), login.password().reveal());
        } else {
            transport.connect();
        }
    }

    private Message message(StoredMail stored, Mail mail) throws MessagingException {
        NamedMessage message = new NamedMessage(session, stored.id());
        InternetAddress from = new InternetAddress(server.from(), true);
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), "UTF-8");
        message.setText(mail.text(), "UTF-8");
        message.setSentDate(Date.from(stored.createdAt()));
        // RFC 3834: nobody answers this by machine.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private static Delivery failed(SendFailedException failure) {
        if (failure instanceof SMTPSenderFailedException sender) {
            return new Delivery.Unreachable("sender refused with " + sender.getReturnCode());
        }
        int reply = reply(failure);
        if (reply == 0) {
            return new Delivery.Unreachable(kind(failure));
        }
        return reply >= PERMANENT ? new Delivery.Refused(reply) : new Delivery.Postponed(reply);
    }

    /** The reply about the recipient if there is one, else the one about the content; 0 when there is none. */
    private static int reply(SendFailedException failure) {
        for (Exception next = failure.getNextException();
                next instanceof MessagingException cause;
                next = cause.getNextException()) {
            if (cause instanceof SMTPSenderFailedException) {
                return 0;
            }
            if (cause instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
        }
        return failure instanceof SMTPSendFailedException content ? Math.max(content.getReturnCode(), 0) : 0;
    }

    /** What happened without the words of the server, which may hold addresses. */
    private static String kind(MessagingException failure) {
        Exception cause = failure.getNextException();
        return failure.getClass().getSimpleName()
                + (cause == null ? "" : " " + cause.getClass().getSimpleName());
    }

    private static Properties properties(SmtpServer server) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.put(
                "mail.smtp.localhost",
                server.from().replaceFirst("(?s)^.*@", "").replaceFirst(">.*", ""));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == SmtpServer.Security.TLS));
        boolean starttls = server.security() == SmtpServer.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        server.authorities().ifPresent(pem -> properties.put("mail.smtp.ssl.socketFactory", Authorities.with(pem)));
        return properties;
    }
}
