package org.watchbill.auth.client.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ''                        | 0    | PT1H
            'public'                  | 0    | PT1H
            'max-age=600'             | 0    | PT10M
            'public, Max-Age=600'     | 0    | PT10M
            'max-age="600"'           | 0    | PT10M
            'max-age=600'             | 100  | PT8M20S
            'max-age=600'             | 9999 | PT5M
            'max-age=600'             | soon | PT10M
            'max-age=299'             | 0    | PT5M
            'max-age=300'             | 0    | PT5M
            'max-age=0'               | 0    | PT5M
            'max-age=86400'           | 0    | PT24H
            'max-age=86401'           | 0    | PT24H
            'max-age=999999999999'    | 0    | PT24H
            'x-max-age=600'           | 0    | PT1H
            'no-store, max-age=600'   | 0    | PT5M
            'max-age=600, no-cache'   | 0    | PT5M
            'max-age=abc'             | 0    | PT1H
            """)
    void aDescriptionIsFreshForAsLongAsItsHeadersSayWithinFiveMinutesAndADay(
            String control, String age, Duration lifetime) {
        assertThat(FreshnessRules.lifetime(Map.of("cache-control", control, "age", age)))
                .isEqualTo(lifetime);
    }
}
