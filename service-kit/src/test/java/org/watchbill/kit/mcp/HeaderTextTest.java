package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.mcp.wire.HeaderText;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource({
        "get_current_schedule, get_current_schedule",
        "dienst-für, =?base64?ZGllbnN0LWbDvHI=?=",
        "' padded', =?base64?IHBhZGRlZA==?=",
        "=?base64?YQ==?=, =?base64?PT9iYXNlNjQ/WVE9PT89?="
    })
    void encodesOnlyWhatAHeaderCannotCarry(String text, String header) {
        assertThat(HeaderText.encode(text)).isEqualTo(header);
        assertThat(HeaderText.decode(header)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?YQ?=",
                "=?base64?Y!==?=",
                "=?base64?/w==?=",
                "=?base64?_-__?=",
                "=?base64?YR==?=",
                "für",
                "a\u0000"
            })
    void refusesBrokenBase64(String header) {
        assertThat(HeaderText.decode(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?base64?YQ==", "YQ==?=", "=?BASE64?YQ==?=", "=?base64?="})
    void takesValuesWithoutBothMarkersLiterally(String header) {
        assertThat(HeaderText.decode(header)).contains(header);
    }
}
