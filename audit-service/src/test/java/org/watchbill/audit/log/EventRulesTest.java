package org.watchbill.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

class EventRulesTest {

    private static final CanonicalEvent GOOD = event("s", "{}");

    @Test
    void oneTo256EventsAreTaken() {
        assertThat(EventRules.refusal(List.of(GOOD))).isEmpty();
        assertThat(EventRules.refusal(Collections.nCopies(256, GOOD))).isEmpty();
    }

    @Test
    void noneAnd257AreNot() {
        assertThat(fieldOf(List.of())).isEqualTo("events");
        assertThat(fieldOf(Collections.nCopies(257, GOOD))).isEqualTo("events");
    }

    @Test
    void anEventHas65536BytesAtMost() {
        assertThat(EventRules.refusal(List.of(event("s", "é".repeat(32_768))))).isEmpty();
        assertThat(fieldOf(List.of(GOOD, event("s", "é".repeat(32_768) + "e")))).isEqualTo("events[1]");
    }

    @Test
    void aSubjectHasOneTo200Characters() {
        assertThat(EventRules.refusal(List.of(event("s".repeat(200), "{}")))).isEmpty();
        assertThat(fieldOf(List.of(event("s".repeat(201), "{}")))).isEqualTo("events[0].actor.subject");
        assertThat(fieldOf(List.of(GOOD, GOOD, event(" ", "{}")))).isEqualTo("events[2].actor.subject");
    }

    private static String fieldOf(List<CanonicalEvent> batch) {
        Refusal refusal = EventRules.refusal(batch).orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        return refusal.field().orElseThrow();
    }

    private static CanonicalEvent event(String subject, String text) {
        return new CanonicalEvent(new UUID(0, 1), new UUID(0, 2), subject, text);
    }
}
