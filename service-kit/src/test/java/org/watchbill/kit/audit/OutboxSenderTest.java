package org.watchbill.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.audit.AuditServiceFake.Mood;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.ServiceTokens;

class OutboxSenderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MovableTime time = new MovableTime(Instant.parse("2026-03-02T12:00:00Z"));
    private final TestTokens issuer = new TestTokens(time);
    private final ServiceTokens tokens = new ServiceTokens(
            issuer.url(),
            new ServiceTokens.Credentials("ledger-service", new Secret("a-secret-of-at-least-32-characters")),
            time);
    private final AuditServiceFake audit = new AuditServiceFake();
    private final Outbox outbox = new Outbox();

    @AfterEach
    void stopServers() {
        audit.close();
        tokens.close();
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource
    void eventsArriveInOrderAndLeaveTheOutbox(TestDatabase kind) {
        try (Database database = open(kind);
                OutboxSender sender = OutboxSender.start(database, audit.url(), tokens)) {
            addAll(database, 0, 600);

            awaitThat(() -> sender.backlog() == 0);
            assertThat(audit.operations()).isEqualTo(names(0, 600));
            assertThat(audit.largestBatch()).isLessThanOrEqualTo(256);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsWaitWhileAuditServiceIsDownAndSurviveARestartOfTheSender(TestDatabase kind) {
        audit.stop();
        try (Database database = open(kind)) {
            addAll(database, 0, 5);
            try (OutboxSender first = OutboxSender.start(database, audit.url(), tokens)) {
                assertThat(first.backlog()).isEqualTo(5);
            }
            audit.start();
            try (OutboxSender second = OutboxSender.start(database, audit.url(), tokens)) {
                awaitThat(() -> second.backlog() == 0);
            }
            assertThat(audit.operations()).isEqualTo(names(0, 5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerShortOfAReceiptRemovesAnEvent(TestDatabase kind) {
        try (Database database = open(kind);
                OutboxSender sender = OutboxSender.start(database, audit.url(), tokens)) {
            for (Mood mood : List.of(
                    Mood.ANSWERS_500,
                    Mood.ANSWERS_401,
                    Mood.STORES_BUT_ANSWERS_500,
                    Mood.STORES_BUT_FORGETS_A_RECEIPT,
                    Mood.ANSWERS_NONSENSE)) {
                audit.be(mood);
                int before = audit.requests();
                add(database, mood.name());
                awaitThat(() -> audit.requests() > before + 1);
                assertThat(sender.backlog()).as(mood.name()).isEqualTo(1);
                audit.be(Mood.WELL);
                awaitThat(() -> sender.backlog() == 0);
            }

            assertThat(audit.operations())
                    .containsExactly(
                            "ANSWERS_500",
                            "ANSWERS_401",
                            "STORES_BUT_ANSWERS_500",
                            "STORES_BUT_FORGETS_A_RECEIPT",
                            "ANSWERS_NONSENSE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWhoseReceiverHangsStopsAtOnceAndLosesNothing(TestDatabase kind) {
        audit.be(Mood.HANGS);
        try (Database database = open(kind)) {
            OutboxSender sender = OutboxSender.start(database, audit.url(), tokens);
            add(database, "patient");
            awaitThat(() -> audit.requests() == 1);

            long started = System.nanoTime();
            sender.close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
            audit.be(Mood.WELL);
            try (OutboxSender next = OutboxSender.start(database, audit.url(), tokens)) {
                awaitThat(() -> next.backlog() == 0);
            }
            assertThat(audit.operations()).containsExactly("patient");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsThatCannotBeReadStayAndHoldNobodyUp(TestDatabase kind) {
        audit.cannotRead("operation 3");
        audit.cannotRead("operation 17");
        try (Database database = open(kind)) {
            addAll(database, 0, 20);
            try (OutboxSender sender = OutboxSender.start(database, audit.url(), tokens)) {
                awaitThat(() -> sender.backlog() == 2);
                assertThat(sender.refused()).isEqualTo(2);
                add(database, "later");
                awaitThat(() -> audit.operations().contains("later") && sender.backlog() == 2);
            }
            assertThat(audit.operations()).hasSize(19).doesNotContain("operation 3", "operation 17");

            audit.canReadEverything();
            try (OutboxSender sender = OutboxSender.start(database, audit.url(), tokens)) {
                awaitThat(() -> sender.backlog() == 0);
            }
            assertThat(audit.operations()).hasSize(21).endsWith("operation 3", "operation 17");
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalSendersShareTheWorkAndDeliverEachEventOnce(TestDatabase kind) {
        try (Database database = open(kind)) {
            addAll(database, 0, 2000);
            try (OutboxSender first = OutboxSender.start(database, audit.url(), tokens);
                    OutboxSender second = OutboxSender.start(database, audit.url(), tokens)) {
                awaitThat(() -> first.backlog() == 0 && second.backlog() == 0);
            }
            assertThat(audit.operations()).hasSize(2000).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeEventsTravelInSmallBatches(TestDatabase kind) {
        try (Database database = open(kind);
                OutboxSender sender = OutboxSender.start(database, audit.url(), tokens)) {
            database.inTransaction(transaction -> {
                for (int i = 0; i < 12; i++) {
                    outbox.add(transaction, event("operation " + i, "x".repeat(100_000)));
                }
                return 12;
            });

            awaitThat(() -> sender.backlog() == 0);
            assertThat(audit.operations()).isEqualTo(names(0, 12));
            assertThat(audit.largestBatch()).isLessThanOrEqualTo(2);
        }
    }

    private static Database open(TestDatabase kind) {
        return Database.open(Settings.of("ledger-service", kind.settings()));
    }

    private void addAll(Database database, int from, int to) {
        database.inTransaction(transaction -> {
            IntStream.range(from, to).forEach(i -> outbox.add(transaction, event("operation " + i, "")));
            return to;
        });
    }

    private void add(Database database, String operation) {
        database.inTransaction(transaction -> {
            outbox.add(transaction, event(operation, ""));
            return 1;
        });
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "operation " + i).toList();
    }

    private static AuditEvent event(String operation, String words) {
        return new AuditEvent(
                UUID.randomUUID(),
                TestTokens.HARBOR_CLINIC,
                Instant.parse("2026-03-02T12:00:00Z"),
                new Actor("client:ledger", Actor.Type.SYSTEM, "ledger", "grant-1"),
                operation,
                Optional.empty(),
                Json.object().put("words", words),
                "digest",
                Optional.empty(),
                Optional.empty(),
                Outcome.SUCCESS,
                Optional.empty(),
                Optional.empty(),
                "ledger-service");
    }

    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
