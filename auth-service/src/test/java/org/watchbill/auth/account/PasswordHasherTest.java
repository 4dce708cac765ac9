package org.watchbill.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher();

    @Test
    void hashesAreArgon2idInPhcFormatWithTheirOwnSalt() {
        String hash = hasher.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(hasher.matches(hash, "correct horse battery")).isTrue();
        assertThat(hasher.matches(hash, "correct horse batterz")).isFalse();
    }

    /** Test vector of the reference implementation (phc-winner-argon2, src/test.c). */
    @Test
    void hashesOfTheReferenceImplementationAreRecognised() {
        assertThat(hasher.matches(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                        "password"))
                .isTrue();
    }

    @Test
    void composedAndDecomposedLettersAreTheSamePassword() {
        assertThat(hasher.matches(hasher.hash("caf\u00e9 au lait"), "cafe\u0301 au lait"))
                .isTrue();
    }
}
