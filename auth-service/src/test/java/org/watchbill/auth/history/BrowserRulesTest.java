package org.watchbill.auth.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                        + " Safari/537.36 Edg/142.0.0.0 | Edge on Windows",
                "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                        + " Mobile Safari/537.36 | Chrome on Android",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.6 Mobile/15E148 Safari/604.1 | Safari on iPhone",
                "curl/8.5.0 | Unknown browser",
                "<script>alert(1)</script> Windows | Unknown browser on Windows"
            })
    void aBrowserIsNamedByItsFamilyAndItsSystemAlone(String userAgent, String family) {
        assertThat(BrowserRules.family(userAgent)).isEqualTo(family);
    }
}
