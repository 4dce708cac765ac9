package org.watchbill.kit.testing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as a server took it; {@code source} is everything between DATA and the dot. */
public record ReceivedMail(String recipient, String source) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+\\?\\S+");

    public String header(String name) {
        try {
            String[] values = message().getHeader(name);
            return values == null ? "" : String.join(" | ", values);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String subject() {
        try {
            return message().getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String text() {
        try {
            return ((String) message().getContent()).replace("\r\n", "\n");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The link in it that carries something. */
    public String link() {
        Matcher matcher = LINK.matcher(text());
        if (!matcher.find()) {
            throw new AssertionError("No link in: " + text());
        }
        return matcher.group();
    }

    private MimeMessage message() throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
    }
}
