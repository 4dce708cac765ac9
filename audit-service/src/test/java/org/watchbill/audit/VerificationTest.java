package org.watchbill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.audit.Events.AVERY;
import static org.watchbill.audit.Events.events;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

class VerificationTest {

    /** What somebody with all rights on the database may do to a log of six entries, and where it shows. */
    enum Tampering {
        CHANGED_TEXT("UPDATE entry SET event = REPLACE(event, 'success', 'denied') WHERE index = 3", 3),
        CHANGED_TEXT_OF_THE_FIRST("UPDATE entry SET event = REPLACE(event, 'R-0', 'R-9') WHERE index = 0", 0),
        CHANGED_HASH("UPDATE entry SET hash = previous_hash WHERE index = 2", 2),
        CHANGED_PREVIOUS_HASH("UPDATE entry SET previous_hash = hash WHERE index = 2", 2),
        CHANGED_ACTOR_COLUMN("UPDATE entry SET actor_subject = 'nobody' WHERE index = 1", 1),
        CHANGED_ID_COLUMN(
                "UPDATE entry SET event_id = CAST('00000000-0000-7000-0000-0000000000ff' AS uuid) " + "WHERE index = 4",
                4),
        DELETED("DELETE FROM entry WHERE index = 4", 4),
        DELETED_TAIL("DELETE FROM entry WHERE index = 5", 5),
        DELETED_ALL("DELETE FROM entry", 0),
        RENUMBERED("UPDATE entry SET index = index + 10 WHERE index = 3", 3),
        INSERTED(
                "INSERT INTO entry (organisation_id, index, event_id, actor_subject, event, previous_hash, hash, "
                        + "recorded_at) SELECT organisation_id, 6, CAST('00000000-0000-7000-0000-0000000000ff' AS uuid), "
                        + "actor_subject, event, hash, previous_hash, recorded_at FROM entry WHERE index = 5",
                6),
        CHANGED_HEAD_HASH("UPDATE chain_head SET hash = REPEAT('0', 64)", 5),
        SHORTENED_HEAD("UPDATE chain_head SET size = 4, " + "hash = (SELECT e.hash FROM entry e WHERE e.index = 3)", 4),
        DELETED_HEAD("DELETE FROM chain_head", 0);

        private final String sql;
        private final long firstBrokenIndex;

        Tampering(String sql, long firstBrokenIndex) {
            this.sql = sql;
            this.firstBrokenIndex = firstBrokenIndex;
        }
    }

    @ParameterizedTest
    @EnumSource
    void tamperingIsFoundWhereItBeginsOnH2(Tampering tampering) throws SQLException {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            assertFound(audit, "DROP TRIGGER entry_append_only", tampering);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tamperingIsFoundWhereItBeginsOnPostgres(Tampering tampering) throws SQLException {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.POSTGRES)) {
            assertFound(audit, "DROP TRIGGER entry_append_only ON entry", tampering);
        }
    }

    private static void assertFound(RunningAudit audit, String unlock, Tampering tampering) throws SQLException {
        audit.indexes(events(0, 6));
        audit.sql(unlock);
        JsonNode before = verification(audit);
        assertThat(before.path("intact").booleanValue()).isTrue();
        assertThat(before.path("size").longValue()).isEqualTo(6);
        assertThat(before.path("head").stringValue()).matches("[0-9a-f]{64}");
        assertThat(before.has("first_broken_index")).isFalse();

        audit.sql(tampering.sql);

        JsonNode after = verification(audit);
        assertThat(after.path("intact").booleanValue()).isFalse();
        assertThat(after.path("first_broken_index").longValue()).isEqualTo(tampering.firstBrokenIndex);
    }

    @ParameterizedTest
    @EnumSource
    void aChainLongerThanOneStretchIsWalkedToItsEnd(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            for (int batch = 0; batch < 5; batch++) {
                audit.indexes(events(batch * 250L, batch * 250L + 250));
            }
            assertThat(verification(audit).path("intact").booleanValue()).isTrue();
            assertThat(verification(audit).path("size").longValue()).isEqualTo(1250);
        }
    }

    @Test
    void anEmptyChainIsIntact() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            assertThat(Json.text(verification(audit)))
                    .isEqualTo("{\"size\":0,\"head\":\"" + "0".repeat(64) + "\",\"intact\":true}");
        }
    }

    private static JsonNode verification(RunningAudit audit) {
        return audit.get("/api/v1/verification", AVERY).body();
    }
}
