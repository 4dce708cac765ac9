package org.watchbill.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.MailServerFake.Door;
import org.watchbill.kit.testing.TestCertificate;

/** How the server is approached. */
class SmtpClientTest {

    private static final Mail MAIL = new Mail("ana@harbor.example", "Hello", "A text.\n");

    @TempDir
    private Path folder;

    @Test
    void starttlsWithALogin() throws IOException {
        try (MailServerFake server = MailServerFake.start(Door.STARTTLS_AND_LOGIN, TestCertificate.LOCALHOST)) {
            assertThat(send(server, login(MailServerFake.PASSWORD))).isEqualTo(new Delivery.Sent());
            assertThat(server.receivedBy("ana@harbor.example")).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsNoFaultOfTheMail() throws IOException {
        try (MailServerFake server = MailServerFake.start(Door.STARTTLS_AND_LOGIN, TestCertificate.LOCALHOST)) {
            assertThat(send(server, login("wrong")))
                    .isEqualTo(new Delivery.Unreachable("AuthenticationFailedException"));
        }
    }

    @Test
    void tlsFromTheFirstByte() {
        try (MailServerFake server = MailServerFake.start(Door.TLS, TestCertificate.LOCALHOST)) {
            assertThat(send(server, trusting(TestCertificate.LOCALHOST, "tls"))).isEqualTo(new Delivery.Sent());
        }
    }

    @Test
    void aCertificateOfNobodyIsRefused() {
        try (MailServerFake server = MailServerFake.start(Door.TLS, TestCertificate.LOCALHOST)) {
            assertThat(send(server, Map.of("mail.smtp.security", "tls")))
                    .isEqualTo(new Delivery.Unreachable("MessagingException SSLHandshakeException"));
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        try (MailServerFake server = MailServerFake.start(Door.TLS, TestCertificate.ELSEWHERE)) {
            assertThat(send(server, trusting(TestCertificate.ELSEWHERE, "tls")))
                    .isEqualTo(new Delivery.Unreachable("MessagingException SSLHandshakeException"));
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void aServerThatOffersNoStarttlsGetsNothing() {
        try (MailServerFake server = MailServerFake.start()) {
            assertThat(send(server, Map.of("mail.smtp.security", "starttls")))
                    .isEqualTo(new Delivery.Unreachable("MessagingException"));
            assertThat(server.received()).isEmpty();
        }
    }

    private Map<String, String> login(String password) throws IOException {
        Map<String, String> settings = new HashMap<>(trusting(TestCertificate.LOCALHOST, "starttls"));
        settings.put("mail.smtp.user", MailServerFake.USER);
        settings.put(
                "mail.smtp.password-file",
                Files.writeString(folder.resolve("password"), password).toString());
        return settings;
    }

    private static Map<String, String> trusting(TestCertificate certificate, String security) {
        return Map.of(
                "mail.smtp.security",
                security,
                "mail.smtp.trust-file",
                certificate.pem().toString());
    }

    private static Delivery send(MailServerFake server, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.putAll(changes);
        SmtpClient client = new SmtpClient(
                SmtpServer.of(Settings.of("ledger-service", settings)).orElseThrow());
        return client.send(
                new StoredMail(UUID.randomUUID(), Optional.of(MAIL), 1, Instant.parse("2026-03-02T12:00:00Z")), MAIL);
    }
}
