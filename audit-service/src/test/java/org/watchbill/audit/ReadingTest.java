package org.watchbill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.audit.Events.ANA;
import static org.watchbill.audit.Events.AVERY;
import static org.watchbill.audit.Events.HARBOR;
import static org.watchbill.audit.Events.STRANGER;
import static org.watchbill.audit.Events.event;
import static org.watchbill.audit.Events.events;
import static org.watchbill.audit.Events.person;
import static org.watchbill.audit.RunningAudit.indexesOf;
import static org.watchbill.audit.RunningAudit.range;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.audit.RunningAudit.Reply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

class ReadingTest {

    @ParameterizedTest
    @EnumSource
    void anEntryShowsTheEventAsItWasSentAndItsPlaceInTheChain(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            audit.indexes(event(1));

            JsonNode entry = audit.get("/api/v1/events", AVERY).body().at("/events/0");
            assertThat(entry.path("event")).isEqualTo(event(1));
            assertThat(entry.path("index").longValue()).isZero();
            assertThat(entry.path("previous_hash").stringValue()).isEqualTo("0".repeat(64));
            assertThat(entry.path("hash").stringValue()).matches("[0-9a-f]{64}");
            assertThat(entry.path("recorded_at").stringValue())
                    .isEqualTo(audit.time().instant().toString());
            assertThat(entry.propertyNames())
                    .containsExactlyInAnyOrder("event", "index", "previous_hash", "hash", "recorded_at");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCursorWalksTheWholeLogWhileItGrows(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            audit.indexes(events(0, 7));
            List<Long> seen = new ArrayList<>();
            String cursor = "0";
            for (int page = 0; !cursor.isEmpty(); page++) {
                JsonNode body = audit.get("/api/v1/events?limit=3&cursor=" + cursor, AVERY)
                        .body();
                body.path("events")
                        .forEach(entry -> seen.add(entry.path("index").longValue()));
                cursor = body.path("next_cursor").stringValue("");
                if (page == 0) {
                    audit.indexes(events(7, 9));
                }
            }
            assertThat(seen).isEqualTo(range(0, 9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void membersSeeTheirOwnActionsOnly(TestDatabase database) {
        try (RunningAudit audit = RunningAudit.on(database)) {
            audit.indexes(event(0), event(1, HARBOR, ANA), event(2), event(3, HARBOR, ANA), event(4, HARBOR, ANA));

            assertThat(indexesOf(audit.get("/api/v1/events", ANA))).containsExactly(1L, 3L, 4L);
            Reply page = audit.get("/api/v1/events?limit=2", ANA);
            assertThat(indexesOf(page)).containsExactly(1L, 3L);
            assertThat(page.body().path("next_cursor").stringValue()).isEqualTo("4");
            assertThat(indexesOf(audit.get("/api/v1/events", STRANGER))).isEmpty();
        }
    }

    @Test
    void limitAndCursorHaveBounds() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            audit.indexes(events(0, 210));
            assertThat(indexesOf(audit.get("/api/v1/events", AVERY))).isEqualTo(range(0, 50));
            assertThat(indexesOf(audit.get("/api/v1/events?limit=200", AVERY))).isEqualTo(range(0, 200));
            assertThat(indexesOf(audit.get("/api/v1/events?limit=1&cursor=209", AVERY)))
                    .containsExactly(209L);
            assertThat(indexesOf(audit.get("/api/v1/events?cursor=210", AVERY))).isEmpty();
            for (String query : List.of("limit=0", "limit=201", "limit=x", "cursor=-1", "cursor=", "cursor=1e3")) {
                Reply reply = audit.get("/api/v1/events?" + query, AVERY);
                assertThat(reply.status()).as(query).isEqualTo(400);
                assertThat(reply.body().path("field").stringValue()).isEqualTo(query.substring(0, query.indexOf('=')));
            }
        }
    }

    @Test
    void wrongCredentialsAreRefused() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            for (String path : List.of("/api/v1/events", "/api/v1/verification")) {
                assertThat(audit.get(path, "").status()).isEqualTo(401);
                assertThat(audit.get(path, "").headers().firstValue("WWW-Authenticate"))
                        .isPresent();
                assertThat(audit.get(path, "Bearer garbage").status()).isEqualTo(401);
                assertThat(audit.get(path, "Bearer " + audit.tokens().token(AVERY, "http://localhost:8082/api"))
                                .status())
                        .isEqualTo(401);
                assertThat(audit.get(path, "Bearer " + audit.senderToken()).status())
                        .isEqualTo(401);
                assertThat(audit.get(path, person("avery", HARBOR, Role.ADMIN, "schedule:read"))
                                .status())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void onlyAdministratorsVerify() {
        try (RunningAudit audit = RunningAudit.on(TestDatabase.H2)) {
            Reply reply = audit.get("/api/v1/verification", ANA);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("forbidden_role");
        }
    }
}
