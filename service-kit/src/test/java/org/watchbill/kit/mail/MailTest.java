package org.watchbill.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@harbor.example\r\nBcc: all@harbor.example",
                "ana@harbor.example\nRCPT TO:<eve@evil.example>",
                "ana@harbor.example, eve@evil.example",
                "Ana <ana@harbor.example>",
                "ana @harbor.example",
                "\"a b\"@harbor.example",
                "jörg@harbor.example",
                "ana@harbor.example>",
                "ana@harbor.example\0"
            })
    void whatIsNoBareAddressIsRefused(String to) {
        assertThatThrownBy(() -> new Mail(to, "Hello", "text")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Hello\r\nBcc: eve@evil.example", "a\nb", "a\rb", "a\0b", "a\u2028b", "a\u0085b"})
    void aSubjectIsOneLine(String subject) {
        assertThatThrownBy(() -> new Mail("ana@harbor.example", subject, "text"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizesAreBounded() {
        assertThat(new Mail("ana@harbor.example", "s".repeat(200), "t".repeat(20_000)).text())
                .hasSize(20_000);
        assertThatThrownBy(() -> new Mail("ana@harbor.example", "s".repeat(201), "text"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mail("ana@harbor.example", "Hello", "t".repeat(20_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itDoesNotPrintItself() {
        assertThat(new Mail("ana@harbor.example", "Hello", "secret")).hasToString("Mail[hidden]");
    }
}
