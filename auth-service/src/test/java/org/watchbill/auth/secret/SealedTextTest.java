package org.watchbill.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class SealedTextTest {

    @Test
    void textOpensWithItsSecretForItsUse() throws Exception {
        String sealed = SealedText.seal("secret", "use", "plain");
        assertThat(SealedText.open("secret", "use", sealed)).isEqualTo("plain");
        assertThat(SealedText.seal("secret", "use", "plain")).isNotEqualTo(sealed);
    }

    @Test
    void anotherSecretOrUseDoesNotOpenIt() {
        String sealed = SealedText.seal("secret", "use", "plain");
        assertThatThrownBy(() -> SealedText.open("other", "use", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> SealedText.open("secret", "other", sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void pkceChallengesAreThoseOfTheRfc() {
        assertThat(SecretHash.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
