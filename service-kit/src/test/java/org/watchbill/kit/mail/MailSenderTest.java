package org.watchbill.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.kit.testing.MailServerFake.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.OptionalTables;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.ReceivedMail;
import org.watchbill.kit.testing.TestDatabase;

class MailSenderTest {

    private static final Secret SECRET = new Secret("a-secret-of-at-least-32-characters");

    private final MovableTime time = new MovableTime(Instant.parse("2026-03-02T12:00:00Z"));
    private final MailServerFake server = MailServerFake.start();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMailArrivesOnceAndLeavesTheOutbox(TestDatabase kind) {
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            add(database, new Mail("ana@harbor.example", "Dienst getauscht: Ärztin für Ana", "Grüße\n.\nEnde\n"));

            ReceivedMail mail = server.await("ana@harbor.example", 1);
            await(() -> sender.backlog() == 0);
            assertThat(server.received()).hasSize(1);
            assertThat(mail.subject()).isEqualTo("Dienst getauscht: Ärztin für Ana");
            assertThat(mail.text()).isEqualTo("Grüße\n.\nEnde\n");
            assertThat(mail.header("From")).isEqualTo("Watchbill <watchbill@harbor.example>");
            assertThat(mail.header("To")).isEqualTo("ana@harbor.example");
            assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(mail.header("Message-ID")).matches("<[0-9a-f-]{36}@harbor\\.example>");
            assertThat(mail.header("Date")).contains("2 Mar 2026");
            assertThat(mail.source()).matches("\\p{ASCII}*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMailIsSentOnlyWhenItsTransactionCommits(TestDatabase kind) {
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            try {
                database.inTransaction(transaction -> {
                    outbox().add(transaction, mail("never@harbor.example"));
                    throw new IllegalStateException("rolled back");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("rolled back");
            }
            add(database, mail("ana@harbor.example"));
            server.await("ana@harbor.example", 1);
            assertThat(server.receivedBy("never@harbor.example")).isEmpty();
            await(() -> sender.backlog() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAMailStandsReadablyInTheDatabase(TestDatabase kind) {
        try (Database database = open(kind)) {
            add(database, new Mail("ana@harbor.example", "Subject of weight", "https://x.example/secret"));
            String sealed = database.read(reader ->
                            Rows.first(reader.createGet("SELECT sealed FROM mail"), row -> Columns.text(row, "sealed")))
                    .orElseThrow();
            assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("ana", "Subject", "secret");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryRefusalIsTriedAgainAfterAPauseThatGrows(TestDatabase kind) {
        server.refuse("ana@harbor.example", 451);
        server.refuseContent("ana@harbor.example", 452);
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            add(database, mail("ana@harbor.example"));
            awaitAttempts(database, 1);
            add(database, mail("ben@harbor.example"));
            server.await("ben@harbor.example", 1);
            assertThat(server.receivedBy("ana@harbor.example")).isEmpty();

            time.advance(Duration.ofSeconds(15));
            awaitAttempts(database, 2);
            time.advance(Duration.ofSeconds(30));
            server.await("ana@harbor.example", 1);
            await(() -> sender.backlog() == 0);
            assertThat(sender.givenUp()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPermanentRefusalIsGivenUpAtOnceAndHoldsNobodyUp(TestDatabase kind) {
        server.refuse("gone@harbor.example", 550);
        server.refuseContent("spam@harbor.example", 554);
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            add(database, mail("gone@harbor.example"));
            add(database, mail("spam@harbor.example"));
            add(database, mail("ana@harbor.example"));
            server.await("ana@harbor.example", 1);
            await(() -> sender.givenUp() == 2 && sender.backlog() == 0);

            time.advance(Duration.ofDays(2));
            add(database, mail("ben@harbor.example"));
            server.await("ben@harbor.example", 1);
            assertThat(server.received()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMailThatNobodyTakesIsGivenUpAfterADayAndForgottenAfterThirty(TestDatabase kind) {
        server.refuse("slow@harbor.example", 451, 451);
        server.refuse("gone@harbor.example", 550);
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            add(database, mail("slow@harbor.example"));
            awaitAttempts(database, 1);
            assertThat(sender.givenUp()).isZero();
            time.advance(Duration.ofHours(24));
            await(() -> sender.givenUp() == 1);
            assertThat(sender.backlog()).isZero();

            time.advance(Duration.ofDays(31));
            add(database, mail("gone@harbor.example"));
            await(() -> sender.backlog() == 0);
            assertThat(sender.givenUp()).isEqualTo(1);
            assertThat(server.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheServerIsDownMailWaits(TestDatabase kind) {
        server.stop();
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            add(database, mail("ana@harbor.example"));
            awaitAttempts(database, 1);
            assertThat(sender.backlog()).isEqualTo(1);

            server.restart();
            time.advance(Duration.ofMinutes(1));
            server.await("ana@harbor.example", 1);
            await(() -> sender.backlog() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalSendersShareTheWorkAndSendEachMailOnce(TestDatabase kind) {
        try (Database database = open(kind)) {
            IntStream.range(0, 60).forEach(i -> add(database, mail("n" + i + "@harbor.example")));
            try (MailSender first = start(database);
                    MailSender second = start(database);
                    MailSender third = start(database)) {
                await(() -> first.backlog() == 0 && second.backlog() == 0 && third.backlog() == 0);
            }
            assertThat(server.received().stream().map(ReceivedMail::recipient))
                    .hasSize(60)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedDeliveryHasTheSameMessageId(TestDatabase kind) {
        try (Database database = open(kind);
                MailSender sender = start(database)) {
            server.forgetReply("ana@harbor.example");
            add(database, mail("ana@harbor.example"));
            server.await("ana@harbor.example", 1);
            awaitAttempts(database, 1);
            time.advance(Duration.ofMinutes(1));
            ReceivedMail second = server.await("ana@harbor.example", 2);
            assertThat(second.header("Message-ID"))
                    .isEqualTo(
                            server.receivedBy("ana@harbor.example").getFirst().header("Message-ID"));
            await(() -> sender.backlog() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWhoseServerHangsStopsAtOnceAndLosesNothing(TestDatabase kind) {
        try (Database database = open(kind)) {
            server.hang(true);
            MailSender sender = start(database);
            add(database, mail("ana@harbor.example"));
            await(server::isHanging);

            long started = System.nanoTime();
            sender.close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
            server.hang(false);
            try (MailSender next = start(database)) {
                await(() -> next.backlog() == 0);
            }
            assertThat(server.receivedBy("ana@harbor.example")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAServerNothingIsKept(TestDatabase kind) {
        Settings none = Settings.of("ledger-service", kind.settings());
        try (Database database = Database.open(none, OptionalTables.MAIL);
                MailSender sender = MailSender.start(database, none, SECRET, time)) {
            MailOutbox outbox = MailOutbox.of(none, SECRET, time);
            assertThat(outbox.isOpen()).isFalse();
            database.inTransaction(transaction -> {
                outbox.add(transaction, mail("ana@harbor.example"));
                return 1;
            });
            assertThat(sender.backlog()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mailSealedWithAnotherSecretIsGivenUp(TestDatabase kind) {
        try (Database database = open(kind)) {
            add(database, mail("ana@harbor.example"));
            Secret other = new Secret("another-secret-of-at-least-32-characters");
            try (MailSender sender = MailSender.start(database, settings(kind), other, time)) {
                await(() -> sender.givenUp() == 1);
            }
            assertThat(server.received()).isEmpty();
        }
    }

    private Database open(TestDatabase kind) {
        return Database.open(settings(kind), OptionalTables.MAIL);
    }

    private Settings settings(TestDatabase kind) {
        Map<String, String> all = new HashMap<>(kind.settings());
        all.putAll(server.settings());
        return Settings.of("ledger-service", all);
    }

    private MailSender start(Database database) {
        return MailSender.start(database, Settings.of("ledger-service", server.settings()), SECRET, time);
    }

    private MailOutbox outbox() {
        return MailOutbox.of(Settings.of("ledger-service", server.settings()), SECRET, time);
    }

    private void add(Database database, Mail mail) {
        database.inTransaction(transaction -> {
            outbox().add(transaction, mail);
            return mail;
        });
    }

    private static Mail mail(String to) {
        return new Mail(to, "Hello", "A text.\n");
    }

    /** Waits until the only waiting mail was tried so often and has its next time, which is not the end of the lease. */
    private void awaitAttempts(Database database, int attempts) {
        Instant leaseEnds = time.instant().plus(StoredMails.LEASE);
        await(() -> database.read(reader -> Rows.first(
                        reader.createGet("SELECT attempts, due_at FROM mail WHERE due_at IS NOT NULL"),
                        row -> Columns.number(row, "attempts") == attempts
                                && Columns.instant(row, "due_at").isBefore(leaseEnds)))
                .orElse(false));
    }
}
