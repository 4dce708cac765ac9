package org.watchbill.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "zwölf Möwen am Kai",
                "tK9#vqLm2!xZ",
                "quiet lamp under seven rivers",
                "пять холодных яблок"
            })
    void longPasswordsOfWhateverCharactersAreGood(String password) {
        assertThat(PasswordRules.fault(password, "ana@harbor.example", "Ana Ruiz"))
                .isEmpty();
    }

    @Test
    void elevenCharactersAreTooFewHoweverManyBytesTheyTake() {
        assertThat(PasswordRules.fault("tK9#vqLm2!x")).contains("The password needs at least 12 characters.");
        assertThat(PasswordRules.fault("😀😀😀😀😀😀😀😀😀😀😀"))
                .contains("The password needs at least 12 characters.");
    }

    @Test
    void twoHundredCharactersAreTheMost() {
        String phrase = "quiet lamp under seven rivers ";
        assertThat(PasswordRules.fault(phrase.repeat(6) + "and twenty more here"))
                .isEmpty();
        assertThat(PasswordRules.fault(phrase.repeat(6) + "and twenty-one and more"))
                .contains("The password may have at most 200 characters.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password123!",
                "123456789012",
                "aaaaaaaaaaaaaaaa",
                "qwertyuiop12",
                "iloveyou1234",
                "abcabcabcabc",
                "watchbill2026",
                "AnaRuiz12345",
                "ana@harbor.example"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertThat(PasswordRules.fault(password, "ana@harbor.example", "Ana Ruiz"))
                .contains("This password is easy to guess. Take several words that do not belong together.");
    }

    @Test
    void aLongHostilePasswordIsJudgedQuickly() {
        PasswordRules.fault("quiet lamp under seven rivers");
        long started = System.nanoTime();
        PasswordRules.fault("aA1!aA1!".repeat(25));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }
}
