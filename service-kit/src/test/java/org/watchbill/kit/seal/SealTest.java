package org.watchbill.kit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.config.Secret;

class SealTest {

    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final List<String> FACTS = List.of("ana", "approve");

    private final Seal seal = new Seal(SECRET, "test 1");

    @Test
    void opensWhatItClosed() {
        assertThat(seal.open(seal.close(CONTENT, FACTS), FACTS)).hasValue(CONTENT);
        assertThat(new Seal(SECRET, "test 1").open(seal.close(CONTENT, FACTS), FACTS))
                .hasValue(CONTENT);
    }

    @Test
    void neverClosesTheSameWayTwice() {
        assertThat(seal.close(CONTENT, FACTS)).isNotEqualTo(seal.close(CONTENT, FACTS));
    }

    @Test
    void closesAlikeWhatMustBeRecognised() {
        String closed = seal.closeAlike(CONTENT, FACTS);

        assertThat(new Seal(SECRET, "test 1").closeAlike(CONTENT, FACTS)).isEqualTo(closed);
        assertThat(seal.open(closed, FACTS)).hasValue(CONTENT);
        assertThat(seal.open(closed, List.of("ben", "approve"))).isEmpty();
        assertThat(seal.closeAlike(CONTENT, List.of("ben", "approve")).substring(0, 16))
                .isNotEqualTo(closed.substring(0, 16));
        assertThat(seal.closeAlike("contents".getBytes(StandardCharsets.UTF_8), FACTS)
                        .substring(0, 16))
                .isNotEqualTo(closed.substring(0, 16));
    }

    @Test
    void staysClosedForAnotherSecretPurposeOrFact() {
        String closed = seal.close(CONTENT, FACTS);

        assertThat(new Seal(new Secret("f123456789abcdef0123456789abcdef"), "test 1").open(closed, FACTS))
                .isEmpty();
        assertThat(new Seal(SECRET, "test 2").open(closed, FACTS)).isEmpty();
        assertThat(seal.open(closed, List.of("ana", "deny"))).isEmpty();
        assertThat(seal.open(closed, List.of("anaapprove"))).isEmpty();
        assertThat(seal.open(closed, List.of("anaa", "pprove"))).isEmpty();
        assertThat(seal.open(closed, List.of())).isEmpty();
    }

    @Test
    void staysClosedWhenAnyCharacterIsAltered() {
        String closed = seal.close(CONTENT, FACTS);

        for (int place = 0; place < closed.length(); place++) {
            char other = closed.charAt(place) == 'A' ? 'B' : 'A';
            String altered = closed.substring(0, place) + other + closed.substring(place + 1);
            assertThat(seal.open(altered, FACTS)).as("altered at %d", place).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "not base64!", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void staysClosedForTextOfNoSeal(String text) {
        assertThat(seal.open(text, FACTS)).isEmpty();
    }
}
