package org.watchbill.kit.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.refusal.RefusedException;

class CursorTest {

    private static final String ID = "0197a000-0000-7000-8000-000000000001";

    @Test
    void comesBackAsItWent() {
        Cursor cursor = new Cursor("zo\u00eb@harbor.example", UUID.fromString(ID));

        assertThat(Cursor.of(cursor.text())).isEqualTo(cursor);
        assertThat(Cursor.START.instant()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ID + "\u0000", ID + "a\nb", "0197a000-0000-7000-8000-00000000000g"})
    void whatNoListMadeIsRefused(String plain) {
        String text = Base64.getUrlEncoder().encodeToString(plain.getBytes(UTF_8));

        assertThatThrownBy(() -> Cursor.of(text)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> Cursor.of("%%%")).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-0001-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void aKeyThatNoDatabaseTakesForATimeIsRefused(String key) {
        Cursor cursor = new Cursor(key, UUID.fromString(ID));

        assertThatThrownBy(cursor::instant).isInstanceOf(RefusedException.class);
    }
}
