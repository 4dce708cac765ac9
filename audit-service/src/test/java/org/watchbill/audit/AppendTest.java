package org.watchbill.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.watchbill.audit.Events.AVERY;
import static org.watchbill.audit.Events.OTHER;
import static org.watchbill.audit.Events.STRANGER;
import static org.watchbill.audit.Events.event;
import static org.watchbill.audit.Events.events;
import static org.watchbill.audit.RunningAudit.indexesOf;
import static org.watchbill.audit.RunningAudit.range;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.audit.RunningAudit.Reply;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AppendTest {

    @ParameterizedTest
    @EnumSource
    void receiptsComeInTheOrderOfTheBatchAndCountFromZero(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            Reply reply = audit.append(event(2), event(1));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(Json.text(reply.body())).isEqualTo("""
                    {"receipts":[{"event_id":"00000000-0000-7000-0000-000000000002","index":0},\
                    {"event_id":"00000000-0000-7000-0000-000000000001","index":1}]}""");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedEventKeepsItsPlace(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            assertThat(audit.indexes(events(0, 3))).containsExactly(0L, 1L, 2L);

            assertThat(audit.indexes(event(5), event(1), event(5), event(0))).containsExactly(3L, 1L, 3L, 0L);
            assertThat(indexesOf(audit.get("/api/v1/events", AVERY))).containsExactly(0L, 1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherNotationOfTheSameEventIsTheSameEvent(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            audit.indexes(event(1));
            ObjectNode reordered = Json.object();
            event(1).properties().stream()
                    .sorted((a, b) -> b.getKey().compareTo(a.getKey()))
                    .forEach(member -> reordered.set(member.getKey(), member.getValue()));
            reordered.put("occurred_at", "2026-11-20T11:59:00.250000Z");

            assertThat(audit.indexes(reordered)).containsExactly(0L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdWithOtherContentIsAConflictAndNothingOfTheBatchIsKept(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            audit.indexes(event(1));

            Reply stored = audit.append(event(2), event(1).put("outcome", "denied"));
            assertThat(stored.status()).isEqualTo(409);
            assertThat(stored.code()).isEqualTo("conflict");
            assertThat(stored.body().path("field").stringValue()).isEqualTo("events[1]");

            Reply within = audit.append(event(3), event(4), event(3).put("outcome", "denied"));
            assertThat(within.status()).isEqualTo(409);
            assertThat(within.body().path("field").stringValue()).isEqualTo("events[2]");

            Reply elsewhere = audit.append(event(1, OTHER, STRANGER));
            assertThat(elsewhere.status()).isEqualTo(409);

            JsonNode page = audit.get("/api/v1/events", AVERY).body();
            assertThat(page.path("events").size()).isEqualTo(1);
            assertThat(page.at("/events/0/event/outcome").stringValue()).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOrganisationHasAChainOfItsOwn(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            assertThat(audit.indexes(event(1), event(2, OTHER, STRANGER), event(3), event(4, OTHER, STRANGER)))
                    .containsExactly(0L, 0L, 1L, 1L);

            assertThat(indexesOf(audit.get("/api/v1/events", STRANGER))).containsExactly(0L, 1L);
            assertThat(audit.get("/api/v1/events", STRANGER)
                            .body()
                            .path("events")
                            .valueStream()
                            .map(entry -> entry.at("/event/organisation_id").stringValue()))
                    .containsOnly(OTHER.toString());
            assertThat(audit.get("/api/v1/verification", STRANGER)
                            .body()
                            .path("intact")
                            .booleanValue())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullBatchIsTaken(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            assertThat(audit.indexes(events(0, 256))).isEqualTo(range(0, 256));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseRefusesToChangeOrDeleteEntries(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            audit.indexes(event(1));
            for (String forbidden : List.of("UPDATE entry SET event = '{}'", "DELETE FROM entry")) {
                assertThatThrownBy(() -> audit.sql(forbidden))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("The audit log is append-only");
            }
            assertThat(indexesOf(audit.get("/api/v1/events", AVERY))).containsExactly(0L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartKeepsEverything(TestDatabase database, @TempDir Path folder) {
        Map<String, String> settings = database == TestDatabase.H2
                ? Map.of("database.url", "jdbc:h2:file:" + folder.resolve("audit"), "database.user", "sa")
                : database.settings();
        try (RunningAudit audit = RunningAudit.on(settings)) {
            audit.indexes(events(0, 3));
            audit.restart();

            assertThat(audit.indexes(event(9), event(1))).containsExactly(3L, 1L);
            assertThat(audit.get("/api/v1/verification", AVERY)
                            .body()
                            .path("intact")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void wrongCredentialsAreRefused() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            byte[] body = "{\"events\":[]}".getBytes(UTF_8);
            assertUnauthenticated(audit.append("", body));
            assertUnauthenticated(audit.append("Basic abc", body));
            assertUnauthenticated(audit.append("Bearer garbage", body));
            assertUnauthenticated(audit.append(
                    "Bearer " + audit.tokens().serviceToken("schedule-service", "schedule-service", "audit:append"),
                    body));
            String old = audit.senderToken();
            audit.time().advance(Duration.ofMinutes(12));
            assertUnauthenticated(audit.append("Bearer " + old, body));

            Reply scope = audit.append(
                    "Bearer " + audit.tokens().serviceToken("schedule-service", "audit-service", "audit:read"), body);
            assertThat(scope.status()).isEqualTo(403);
            assertThat(scope.code()).isEqualTo("insufficient_scope");
            assertThat(scope.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"audit:append\"");
        }
    }

    private static void assertUnauthenticated(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("unauthenticated");
        assertThat(reply.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
    }

    @Test
    void brokenBodiesAreRefusedByName() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            ObjectNode unknown = event(2).put("surprise", 1);
            ObjectNode incomplete = event(2);
            incomplete.remove("operation");
            ObjectNode large = event(2);
            large.putObject("arguments").put("text", "x".repeat(65_536));
            assertInvalid(audit.append(event(1), unknown), "events[1].surprise");
            assertInvalid(audit.append(event(1), incomplete), "events[1].operation");
            assertInvalid(audit.append(event(1), event(2).put("event_id", "7")), "events[1].event_id");
            assertInvalid(audit.append(event(1), event(2).put("outcome", "perhaps")), "events[1].outcome");
            assertInvalid(audit.append(event(1), event(2).putNull("source")), "events[1].source");
            assertInvalid(audit.append(event(1), large), "An event has at most 65536 bytes");
            assertInvalid(audit.append(), "between 1 and 256");
            assertInvalid(audit.append(events(0, 257)), "between 1 and 256");
            String bearer = "Bearer " + audit.senderToken();
            assertInvalid(audit.append(bearer, "{\"events\":[null]}".getBytes(UTF_8)), "events");
            assertInvalid(audit.append(bearer, "{}".getBytes(UTF_8)), "events");
            assertInvalid(audit.append(bearer, "{\"events\":[".getBytes(UTF_8)), "not valid JSON");

            assertThat(indexesOf(audit.get("/api/v1/events", AVERY))).isEmpty();
        }
    }

    private static void assertInvalid(Reply reply, String hint) {
        assertThat(reply.status()).as(hint).isEqualTo(400);
        assertThat(reply.body().path("detail").stringValue()).contains(hint);
    }

    @Test
    void thePublicSocketTakesNoEvents() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            assertThat(Stream.of("/events", "/api/events")
                            .map(path -> audit.get(path, AVERY).status()))
                    .containsOnly(404);
        }
    }
}
