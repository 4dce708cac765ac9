package org.watchbill.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.json.Json;

class AuditEventJsonTest {

    private static final AuditEvent EVENT = new AuditEvent(
            UUID.fromString("0197a000-0000-7000-8000-000000000099"),
            UUID.fromString("0197a000-0000-7000-8000-000000000001"),
            Instant.parse("2026-03-02T12:00:00.5Z"),
            new Actor("client:watchbill-cli", Actor.Type.API, "watchbill-cli", "grant-1"),
            "import_roster",
            Optional.of(new Change.Target("roster", "2026-03")),
            Json.object().put("lines", 31),
            "d1",
            Optional.empty(),
            Optional.of("d2"),
            Outcome.SUCCESS,
            Optional.empty(),
            Optional.empty(),
            "schedule-service");

    @Test
    void anEventIsSentInSnakeCaseWithoutItsAbsentMembers() {
        assertThat(Json.text(EVENT))
                .isEqualTo("{\"event_id\":\"0197a000-0000-7000-8000-000000000099\","
                        + "\"organisation_id\":\"0197a000-0000-7000-8000-000000000001\","
                        + "\"occurred_at\":\"2026-03-02T12:00:00.500Z\","
                        + "\"actor\":{\"subject\":\"client:watchbill-cli\",\"type\":\"api\","
                        + "\"client_id\":\"watchbill-cli\",\"token_id\":\"grant-1\"},"
                        + "\"operation\":\"import_roster\",\"target\":{\"type\":\"roster\",\"id\":\"2026-03\"},"
                        + "\"arguments\":{\"lines\":31},\"arguments_digest\":\"d1\",\"after\":\"d2\","
                        + "\"outcome\":\"success\",\"source\":\"schedule-service\"}");
    }

    @Test
    void anEventIsReadBackAsItWas() {
        assertThat(Json.read(Json.text(EVENT).getBytes(StandardCharsets.UTF_8), AuditEvent.class))
                .isEqualTo(EVENT);
    }
}
