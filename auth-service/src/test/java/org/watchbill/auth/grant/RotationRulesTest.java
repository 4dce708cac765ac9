package org.watchbill.auth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationRulesTest {

    private static final Grant.Id GRANT = new Grant.Id(UUID.fromString("0197a000-0000-7000-8000-0000000000f1"));
    private static final Instant USED = Instant.parse("2026-11-20T09:00:00Z");

    @Test
    void anUnusedTokenRotates() {
        RefreshTokens.Row fresh = new RefreshTokens.Row("hash", GRANT, Optional.empty());
        assertThat(RotationRules.decide(fresh, false, USED)).isEqualTo(RotationRules.Decision.ROTATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:00:00Z,        false, REPEAT",
        "2026-11-20T09:00:30Z,        false, REPEAT",
        "2026-11-20T09:00:30.001Z,    false, KILL",
        "2026-11-20T09:00:00Z,        true,  KILL",
        "2026-12-20T09:00:00Z,        true,  KILL"
    })
    void aUsedTokenRepeatsForThirtySecondsWhileItsSuccessorIsUnused(
            Instant now, boolean successorUsed, RotationRules.Decision decision) {
        RefreshTokens.Row used =
                new RefreshTokens.Row("hash", GRANT, Optional.of(new RefreshTokens.Used(USED, "next", "sealed")));
        assertThat(RotationRules.decide(used, successorUsed, now)).isEqualTo(decision);
    }
}
