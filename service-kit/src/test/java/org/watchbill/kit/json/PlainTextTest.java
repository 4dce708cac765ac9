package org.watchbill.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ana Ruiz", "Zoë Müller-Å", "two\nlines\tand a tab", "\u0645\u06cc\u200c\u062e", "👩\u200d⚕️"
            })
    void whatPeopleWriteIsPlain(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0007",
                "\u001b[31m",
                "\u007f",
                "Ben\u202e",
                "\u2066x",
                "\u200bBen",
                "\ufeffBen",
                "a\u00adb"
            })
    void n41WhatHidesOrReordersIsNot(String text) {
        assertThat(PlainText.isPlain(text)).isFalse();
    }
}
