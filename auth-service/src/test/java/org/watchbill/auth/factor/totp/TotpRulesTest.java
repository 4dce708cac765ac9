package org.watchbill.auth.factor.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpRulesTest {

    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** The last six digits of the values in RFC 6238, appendix B, for SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59,          287082, 1",
        "1111111109,  081804, 37037036",
        "1111111111,  050471, 37037037",
        "1234567890,  005924, 41152263",
        "2000000000,  279037, 66666666",
        "20000000000, 353130, 666666666"
    })
    void codesAreThoseOfRfc6238(long seconds, String code, long step) {
        assertThat(TotpRules.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(step);
    }

    @ParameterizedTest
    @CsvSource({"30, true", "59, true", "0, true", "89, true", "90, false"})
    void aCodeIsTakenOneStepEarlyOrLate(long seconds, boolean taken) {
        assertThat(TotpRules.step(SECRET, "287082", Instant.ofEpochSecond(seconds))
                        .isPresent())
                .isEqualTo(taken);
    }

    @Test
    void spacesInACodeDoNotCount() {
        assertThat(TotpRules.step(SECRET, " 287 082 ", Instant.ofEpochSecond(59)))
                .hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28708", "2870822", "-87082", "287083", "\u0662\u0668\u0667\u0660\u0668\u0662"})
    void anythingElseIsNoCode(String typed) {
        assertThat(TotpRules.step(SECRET, typed, Instant.ofEpochSecond(59))).isEmpty();
    }

    @Test
    void theSecretIsWrittenInBase32AndAsTheAddressThatAppsRead() {
        assertThat(SECRET.text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(SECRET.uri("ana+x@harbor.example"))
                .isEqualTo("otpauth://totp/Watchbill%3Aana%2Bx%40harbor.example"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Watchbill");
        assertThat(SECRET.toString()).doesNotContain("GEZD", "1234");
    }
}
