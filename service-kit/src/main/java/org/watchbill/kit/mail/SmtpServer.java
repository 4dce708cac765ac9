package org.watchbill.kit.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;

/** The server that mail goes to, by the settings {@code mail.*}. */
record SmtpServer(
        String host, int port, Security security, Optional<Login> login, Optional<Path> authorities, String from) {

    /** How the way to the server is protected. */
    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /** The account at the server. */
    record Login(String user, Secret password) {}

    private static final int HIGHEST_PORT = 65_535;

    /** Empty when {@code mail.smtp.host} is blank; throws {@link ConfigurationException} for anything else that is wrong. */
    static Optional<SmtpServer> of(Settings settings) {
        if (!settings.isSet("mail.smtp.host")) {
            return Optional.empty();
        }
        Security security = security(settings.text("mail.smtp.security"));
        return Optional.of(new SmtpServer(
                settings.text("mail.smtp.host"),
                settings.number("mail.smtp.port", 1, HIGHEST_PORT),
                security,
                login(settings, security),
                settings.isSet("mail.smtp.trust-file")
                        ? Optional.of(settings.path("mail.smtp.trust-file"))
                        : Optional.empty(),
                from(settings)));
    }

    private static Security security(String text) {
        for (Security security : Security.values()) {
            if (security.name().toLowerCase(Locale.ROOT).equals(text)) {
                return security;
            }
        }
        throw new ConfigurationException("Setting 'mail.smtp.security' must be starttls, tls or none");
    }

    private static Optional<Login> login(Settings settings, Security security) {
        if (!settings.isSet("mail.smtp.user")) {
            return Optional.empty();
        }
        if (security == Security.NONE) {
            throw new ConfigurationException(
                    "Setting 'mail.smtp.user' needs 'mail.smtp.security' starttls or tls, or its password would be readable");
        }
        return Optional.of(new Login(settings.text("mail.smtp.user"), settings.password("mail.smtp.password-file")));
    }

    private static String from(Settings settings) {
        String from = settings.text("mail.from");
        try {
            InternetAddress[] addresses = InternetAddress.parse(from, true);
            if (addresses.length == 1
                    && Mail.isAddress(addresses[0].getAddress())
                    && from.chars().noneMatch(Character::isISOControl)) {
                return from;
            }
        } catch (AddressException notAnAddress) {
            // answered below, like two addresses
        }
        throw new ConfigurationException(
                "Setting 'mail.from' must be one address, such as Watchbill <watchbill@example.org>");
    }
}
