package org.watchbill.auth.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wb_00000000000000000000000000000000000000000002ASwqC",
                "wb_WatchbillWatchbillWatchbillWatchbillWatchb14c0KCQ",
                "wb_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1ytrhg"
            })
    void theLastSixDigitsAreTheChecksumOfTheRest(String text) {
        assertThat(ApiTokenText.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wb_",
                "wb_00000000000000000000000000000000000000000002ASwqD",
                "wb_00000000000000000000000000000000000000000012ASwqC",
                "wb_0000000000000000000000000000000000000000002ASwqC",
                "wb_000000000000000000000000000000000000000000002ASwqC",
                "WB_00000000000000000000000000000000000000000002ASwqC",
                "wb-00000000000000000000000000000000000000000002ASwqC",
                " wb_00000000000000000000000000000000000000000002ASwqC",
                "wb_00000000000000000000000000000000000000000002ASwqC\n",
                "wb_000000000000000000000000000000000000000000_2ASwqC"
            })
    void anythingElseIsNone(String text) {
        assertThat(ApiTokenText.isWellFormed(text)).isFalse();
    }

    @Test
    void newOnesAreWellFormedAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String text = ApiTokenText.next();
            assertThat(text).matches("wb_[0-9A-Za-z]{49}");
            assertThat(ApiTokenText.isWellFormed(text)).isTrue();
            assertThat(seen.add(text)).isTrue();
        }
    }
}
