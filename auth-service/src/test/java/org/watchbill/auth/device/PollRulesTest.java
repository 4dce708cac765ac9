package org.watchbill.auth.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.auth.consent.Wish;
import org.watchbill.auth.grant.Grant;

class PollRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // expires in, last asked ago, approved, denied, used, answer
        "600, -1, false, false, false, PENDING",
        "600,  5, false, false, false, PENDING",
        "600,  4, false, false, false, TOO_FAST",
        "600,  0, false, false, false, TOO_FAST",
        "1,    9, false, false, false, PENDING",
        "0,    9, false, false, false, EXPIRED",
        "0,    9, true,  false, false, EXPIRED",
        "600,  9, false, true,  false, DENIED",
        "600,  0, true,  false, false, READY",
        "600,  9, true,  false, true,  USED",
        "0,    9, true,  false, true,  USED"
    })
    void eachStateHasOneAnswer(
            int expiresIn, int askedAgo, boolean approved, boolean denied, boolean used, PollRules.Decision answer) {
        DeviceCode code = new DeviceCode(
                "hash",
                new Wish("client", Set.of(), "resource"),
                NOW.plusSeconds(expiresIn),
                new DeviceCode.Polling(
                        Duration.ofSeconds(5),
                        askedAgo < 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(askedAgo))),
                new DeviceCode.Outcome(approved ? Optional.of(Grant.Id.next()) : Optional.empty(), denied, used));
        assertThat(PollRules.decide(code, NOW)).isEqualTo(answer);
    }
}
