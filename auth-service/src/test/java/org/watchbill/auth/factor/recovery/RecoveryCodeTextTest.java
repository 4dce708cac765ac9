package org.watchbill.auth.factor.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryCodeTextTest {

    @Test
    void codesAreSixteenLettersInFourGroupsAndNeverTheSame() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            codes.add(RecoveryCodeText.next());
        }
        assertThat(codes)
                .hasSize(1000)
                .allMatch(code -> code.matches("[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}"));
    }

    @ParameterizedTest
    @CsvSource({"ab12-cd34-ef56-gh78", "AB12CD34EF56GH78", "'ab12 cd34 ef56 gh78 '", "abi2-cd34-ef56-gh78"})
    void whatIsReadWronglyOrSpacedDifferentlyIsTheSameCode(String typed) {
        assertThat(RecoveryCodeText.normalised(typed)).isEqualTo("ab12cd34ef56gh78");
    }
}
