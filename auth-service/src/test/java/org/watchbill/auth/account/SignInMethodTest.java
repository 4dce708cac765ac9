package org.watchbill.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInMethodTest {

    @ParameterizedTest
    @CsvSource({
        "password,               pwd",
        "password totp,          pwd otp mfa",
        "password recovery_code, pwd otp mfa",
        "password passkey,       pwd pop user mfa",
        "passkey,                pop user mfa",
        "provider,               ''",
        "link totp,              otp mfa",
        "'',                     ''"
    })
    void aSignInIsDescribedInTheWordsOfRfc8176(String methods, String references) {
        Set<SignInMethod> parsed = SignInMethod.parse(methods);
        assertThat(String.join(" ", SignInMethod.references(parsed))).isEqualTo(references);
        assertThat(SignInMethod.parse(SignInMethod.text(parsed))).isEqualTo(parsed);
    }
}
