package org.watchbill.kit.mcp.listen;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

class SeatsTest {

    private final Seats seats = new Seats();

    @Test
    void aCallerHasSixteen() {
        Caller ana = caller(1);
        for (int i = 0; i < 16; i++) {
            seats.take(ana);
        }

        assertThatThrownBy(() -> seats.take(ana))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Too many streams are open; end one, or come again later");
        assertThatCode(() -> seats.take(caller(2))).doesNotThrowAnyException();

        seats.giveBack(ana);
        assertThatCode(() -> seats.take(ana)).doesNotThrowAnyException();
    }

    @Test
    void allTogetherHaveFiveHundredAndTwelve() {
        for (int i = 0; i < 512; i++) {
            seats.take(caller(i));
        }

        assertThatThrownBy(() -> seats.take(caller(512))).isInstanceOf(RefusedException.class);

        seats.giveBack(caller(0));
        assertThatCode(() -> seats.take(caller(512))).doesNotThrowAnyException();
    }

    private static Caller caller(int number) {
        return TestTokens.member("Member " + number, "member" + number + "@harbor.example");
    }
}
