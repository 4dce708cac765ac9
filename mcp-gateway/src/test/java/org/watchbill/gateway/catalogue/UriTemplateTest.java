package org.watchbill.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a://{x} a://1 true",
                "a://{x} a:// false",
                "a://{x} a://1/2 false",
                "a://{x} b://1 false",
                "a://{x}/b a://1/b true",
                "a://{x}/b a://1/bb false",
                "a://{x}b a://bbb true",
                "a://{x,y} a://1,2 true",
                "a://{x}-{y} a://1-2-3 true",
                "a://{x}{y} a://12 true",
                "a://{x}{y} a://1 false",
                "a://{x} a://%20 true",
                "a://{x} a://ü false",
                "a://{+path} a://1/2?c#d true",
                "a://{+path} a:// false",
                "a://b{/x*} a://b true",
                "a://b{/x*} a://b/1/2 true",
                "a://b{/x*} a://b?1 false",
                "a://b{?q,r} a://b?q=1&r=2 true",
                "a://b{?q}{&r} a://b true",
                "a://b{#f} a://b#top true",
                "a://b{.ext} a://b.json true",
                "a://b{;p} a://b;p=1 true",
                "a://{x:3} a://1 true",
                "a://plain a://plain true",
                "a://plain a://plain/more false"
            })
    void fitsWhatTheTemplateCouldHaveMade(String template, String uri, boolean fits) {
        assertThat(UriTemplate.of(template).orElseThrow().matches(uri)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a://{",
                "a://}",
                "a://{}",
                "a://{x",
                "a://{x}}",
                "a://{{x}}",
                "a://{!x}",
                "a://{x y}",
                "a://{x,}"
            })
    void refusesWhatIsNoTemplate(String text) {
        assertThat(UriTemplate.of(text)).isEmpty();
    }

    @Test
    void takesNoLongerForATemplateMadeToBeSlow() {
        UriTemplate template = UriTemplate.of("a://" + "{x}".repeat(600) + "!").orElseThrow();
        String uri = "a://" + "1".repeat(2000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(template.matches(uri)).isFalse());
    }
}
