package org.watchbill.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({"ana@harbor.example, ana@harbor.example", "' Ana@Harbor.EXAMPLE ', ana@harbor.example"})
    void addressesAreTrimmedAndInLowerCase(String typed, String normalised) {
        assertThat(EmailAddress.normalised(typed)).contains(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@harbor",
                "ana harbor@x.example",
                "a@b@c.example",
                "ana@.",
                "@harbor.example",
                "jörg@harbor.example",
                "a\r\nb@harbor.example",
                "<a@harbor.example>",
                "a@-.example",
                "a@harbor..example"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(EmailAddress.normalised(typed)).isEmpty();
    }
}
