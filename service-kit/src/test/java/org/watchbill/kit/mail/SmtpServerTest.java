package org.watchbill.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;

class SmtpServerTest {

    @Test
    void withoutAHostThereIsNoServer() {
        assertThat(SmtpServer.of(Settings.of("ledger-service", Map.of()))).isEmpty();
    }

    @Test
    void theDefaultIsStarttls() {
        SmtpServer server = SmtpServer.of(settings(Map.of())).orElseThrow();
        assertThat(server.security()).isEqualTo(SmtpServer.Security.STARTTLS);
        assertThat(server.port()).isEqualTo(587);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.from, '', mail.from",
        "mail.from, 'a@x.example, b@x.example', mail.from",
        "mail.from, Watchbill, mail.from",
        "mail.smtp.port, 0, mail.smtp.port",
        "mail.smtp.port, 65536, mail.smtp.port",
        "mail.smtp.security, ssl, mail.smtp.security",
        "mail.smtp.security, STARTTLS, mail.smtp.security",
        "mail.smtp.user, somebody, mail.smtp.password-file"
    })
    void aWrongSettingStopsTheStartAndIsNamed(String key, String value, String named) {
        assertThatThrownBy(() -> SmtpServer.of(settings(Map.of(key, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aPasswordIsNeverSentInTheClear() {
        assertThatThrownBy(() -> SmtpServer.of(settings(Map.of("mail.smtp.user", "me", "mail.smtp.security", "none"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mail.smtp.user");
    }

    private static Settings settings(Map<String, String> changes) {
        Map<String, String> all =
                new HashMap<>(Map.of("mail.smtp.host", "mail.harbor.example", "mail.from", "watchbill@harbor.example"));
        all.putAll(changes);
        return Settings.of("ledger-service", all);
    }
}
