package org.watchbill.kit.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            watchbill://schedule              | watchbill://schedule                 | {}
            watchbill://schedule/{team}       | watchbill://schedule/Operations      | {team=Operations}
            watchbill://schedule/{team}       | watchbill://schedule/Day%20shift     | {team=Day shift}
            watchbill://schedule/{team}       | watchbill://schedule/a-b._~9         | {team=a-b._~9}
            watchbill://schedule/{team}       | watchbill://schedule/a%2Fb%3f        | {team=a/b?}
            watchbill://schedule/{team}       | watchbill://schedule/%C3%9C%c3%bc    | {team=Üü}
            watchbill://schedule/{team}       | watchbill://schedule/%25             | {team=%}
            x://{a}/to/{b}                    | x://1/to/2                           | {a=1, b=2}
            {a}/{b}                           | 1/2                                  | {a=1, b=2}
            """)
    void matches(String template, String uri, String values) {
        assertThat(new UriTemplate(template).match(uri).orElseThrow()).hasToString(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            watchbill://schedule        | watchbill://schedule/
            watchbill://schedule        | watchbill://Schedule
            watchbill://schedule        | watchbill://sched
            watchbill://schedule/{team} | watchbill://schedule
            watchbill://schedule/{team} | watchbill://schedule/
            watchbill://schedule/{team} | watchbill://schedule/a/b
            watchbill://schedule/{team} | watchbill://schedule/a b
            watchbill://schedule/{team} | watchbill://schedule/a?b
            watchbill://schedule/{team} | watchbill://schedule/a#b
            watchbill://schedule/{team} | watchbill://schedule/ü
            watchbill://schedule/{team} | watchbill://schedule/%
            watchbill://schedule/{team} | watchbill://schedule/%2
            watchbill://schedule/{team} | watchbill://schedule/%zz
            watchbill://schedule/{team} | watchbill://schedule/%+1
            watchbill://schedule/{team} | watchbill://schedule/%FF
            watchbill://schedule/{team} | watchbill://schedule/%C0%AF
            watchbill://schedule/{team} | watchbill://schedule/%00
            watchbill://schedule/{team} | watchbill://schedule/a%E2%80%AEb
            watchbill://schedule/{team} | watchbill://schedule/%20
            x://{a}/to/{b}              | x://1/to/
            x://{a}/to/{b}              | x://1/at/2
            x://{a}/to/{b}              | x://1/to/2/
            """)
    void doesNotMatch(String template, String uri) {
        assertThat(new UriTemplate(template).match(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x://{", "x://{a", "x://a}", "x://{}", "x://{a}{b}", "x://{a}b", "x://{a}-{b}", "x://{a}/{a}"})
    void refusesATemplateThatFitsInMoreThanOneWayOrIsNone(String template) {
        assertThatThrownBy(() -> new UriTemplate(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x://{+a}", "x://{/a}", "x://{?a}", "x://{a,b}", "x://{a*}", "x://{a:3}", "x://{a%20}"})
    void refusesHigherLevels(String template) {
        assertThatThrownBy(() -> new UriTemplate(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongTextThatAlmostFitsCostsOnePass() {
        UriTemplate template = new UriTemplate("{a}/{b}/{c}/{d}/end");
        String uri = "a/".repeat(1_000_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(template.match(uri)).isEmpty());
    }
}
