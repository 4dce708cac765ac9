package org.watchbill.auth.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCodeTest {

    @Test
    void codesAreEightConsonantsInTwoGroupsAndDiffer() {
        Set<String> shown = IntStream.range(0, 200)
                .mapToObj(number -> UserCode.next().shown())
                .collect(Collectors.toSet());
        assertThat(shown)
                .hasSize(200)
                .allMatch(code -> code.matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"));
    }

    @ParameterizedTest
    @CsvSource({
        "WDJB-MJHT,          WDJB-MJHT",
        "wdjbmjht,           WDJB-MJHT",
        "' wdjb mjht ',      WDJB-MJHT",
        "W.D.J.B_M-J-H–T,    WDJB-MJHT"
    })
    void casesAndGapsDoNotMatter(String typed, String shown) {
        assertThat(UserCode.read(typed).map(UserCode::shown)).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WDJB-MJH", "WDJB-MJHTT", "WDJB-MJHA", "WDJB-MJH1", "WDJB-MJHÐ", "<b>WDJBMJHT"})
    void anythingElseIsNoCode(String typed) {
        assertThat(UserCode.read(typed)).isEmpty();
    }
}
