package org.watchbill.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.TestDatabase;

class DatabaseTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

    @ParameterizedTest
    @EnumSource
    void valuesComeBackAsTheyWerePassed(TestDatabase kind) {
        try (Database database = open(kind)) {
            UUID id = UUID.fromString("0197a000-0000-7000-8000-000000000011");
            UUID owner = UUID.fromString("0197a000-0000-7000-8000-000000000012");
            database.inTransaction(transaction -> insert(transaction, id, "first", Optional.of(owner)));

            String seen = database.read(reader -> Rows.first(
                            reader.createGet("""
                                    SELECT id, title, note, amount, settled, due, opens, created_at, ended_at, owner
                                    FROM entry WHERE id = CAST(:id AS uuid)
                                    """).addParam("id", id.toString()),
                            row -> String.join(
                                    " ",
                                    Columns.uuid(row, "id").toString(),
                                    Columns.text(row, "title"),
                                    Columns.optionalText(row, "note").toString(),
                                    Long.toString(Columns.number(row, "amount")),
                                    Boolean.toString(Columns.flag(row, "settled")),
                                    Columns.date(row, "due").toString(),
                                    Columns.time(row, "opens").toString(),
                                    Columns.instant(row, "created_at").toString(),
                                    Columns.optionalInstant(row, "ended_at").toString(),
                                    Columns.optionalUuid(row, "owner").toString()))
                    .orElseThrow());

            assertThat(seen)
                    .isEqualTo("0197a000-0000-7000-8000-000000000011 first Optional.empty -7 true 2026-03-29 07:30"
                            + " 2026-03-02T12:00:00.123456Z Optional.empty"
                            + " Optional[0197a000-0000-7000-8000-000000000012]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnexpectedNullNamesItsColumn(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.inTransaction(transaction -> insert(transaction, UUID.randomUUID(), "first", Optional.empty()));

            assertThatThrownBy(() -> database.read(reader ->
                            Rows.list(reader.createQuery("SELECT note FROM entry"), row -> Columns.text(row, "note"))))
                    .hasMessage("Column note holds a NULL, which it must not");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionRollsBack(TestDatabase kind) {
        try (Database database = open(kind)) {
            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        insert(transaction, UUID.randomUUID(), "first", Optional.empty());
                        throw new IllegalArgumentException("changed its mind");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("changed its mind")
                    .hasNoSuppressedExceptions();

            assertThat(titles(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailedQueryRollsBackAndKeepsItsCause(TestDatabase kind) {
        try (Database database = open(kind)) {
            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        insert(transaction, UUID.randomUUID(), "first", Optional.empty());
                        return Rows.list(transaction.createQuery("SELECT nowhere FROM entry"), row -> 1);
                    }))
                    .hasRootCauseInstanceOf(SQLException.class);

            assertThat(titles(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDuplicateIsTold(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.inTransaction(transaction -> insert(transaction, UUID.randomUUID(), "first", Optional.empty()));

            assertThatThrownBy(() -> database.inTransaction(
                            transaction -> insert(transaction, UUID.randomUUID(), "first", Optional.empty())))
                    .matches(Database::isDuplicate);
            assertThat(Database.isDuplicate(new IllegalStateException("no"))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neitherFailedNorAbandonedReadsKeepTheirConnection(TestDatabase kind) {
        try (Database database = open(kind)) {
            insertMany(database, 20);
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> database.read(
                                reader -> Rows.list(reader.createQuery("SELECT nowhere FROM entry"), row -> 1)))
                        .isInstanceOf(RuntimeException.class);
                database.read(reader -> reader.query("SELECT title FROM entry").findFirst());
                database.inTransaction(transaction ->
                        transaction.query("SELECT title FROM entry").findFirst());
            }

            assertThat(titles(database)).hasSize(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void databaseWorkInsideDatabaseWorkIsRefused(TestDatabase kind) {
        try (Database database = open(kind)) {
            assertThatThrownBy(() -> database.read(outer -> database.inTransaction(DbExecute::toString)))
                    .hasMessage("Database work must not open further database work inside itself");
            assertThatThrownBy(() -> database.withConnection(outer -> database.connection()))
                    .hasMessage("Database work must not open further database work inside itself");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlocksAreRetried(TestDatabase kind) throws Exception {
        try (Database database = open(kind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            insertMany(database, 2);
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            AtomicInteger attempts = new AtomicInteger();
            List<Future<Long>> runs = new ArrayList<>();
            for (List<String> order : List.of(List.of("title 0", "title 1"), List.of("title 1", "title 0"))) {
                runs.add(threads.submit(() -> database.inTransaction(transaction -> {
                    addOne(transaction, order.get(0));
                    if (attempts.incrementAndGet() <= 2) {
                        await(bothHoldOne);
                    }
                    return addOne(transaction, order.get(1));
                })));
            }

            for (Future<Long> run : runs) {
                assertThat(run.get()).isEqualTo(1);
            }
            assertThat(attempts.get()).isGreaterThanOrEqualTo(3);
            assertThat(amounts(database)).containsExactly(2L, 2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void retriesAreBounded(TestDatabase kind) {
        try (Database database = open(kind)) {
            insertMany(database, 1);
            AtomicInteger attempts = new AtomicInteger();

            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        attempts.addAndGet((int) addOne(transaction, "title 0"));
                        throw new IllegalStateException(new SQLException("no", "40001"));
                    }))
                    .hasRootCauseMessage("no");

            assertThat(attempts.get()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlainConnectionRollsBackWhatIsNotCommitted(TestDatabase kind) {
        try (Database database = open(kind)) {
            insertMany(database, 3);
            assertThat(database.<Integer>withConnection(connection -> {
                        connection.setAutoCommit(false);
                        return deleteAll(connection);
                    }))
                    .isEqualTo(3);
            assertThat(titles(database)).hasSize(3);
            assertThat(database.<Integer>withConnection(DatabaseTest::deleteAll))
                    .isEqualTo(3);
            assertThat(titles(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockHeldTooLongIsWaitedForAgain(TestDatabase kind) throws Exception {
        try (Database database = open(kind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = database.connection()) {
            insertMany(database, 1);
            holder.setAutoCommit(false);
            try (PreparedStatement lock = holder.prepareStatement("UPDATE entry SET amount = 5")) {
                lock.executeUpdate();
            }
            CountDownLatch secondAttempt = new CountDownLatch(2);
            Future<Long> waiter = threads.submit(() -> database.inTransaction(transaction -> {
                secondAttempt.countDown();
                return addOne(transaction, "title 0");
            }));
            secondAttempt.await();
            holder.commit();

            assertThat(waiter.get()).isEqualTo(1);
            assertThat(amounts(database)).containsExactly(6L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptWaitsUntilTheWorkIsDone(TestDatabase kind) {
        try (Database database = open(kind)) {
            Thread.currentThread().interrupt();
            insertMany(database, 1);
            List<String> titles = titles(database);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(titles).containsExactly("title 0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatEndsLeavesTheNextBorrowersStatementsAlone(TestDatabase kind) throws SQLException {
        try (Database database = openWithOneConnection(kind)) {
            NextBorrower next = database.read(reader -> {
                reader.get("SELECT COUNT(*) FROM entry");
                return NextBorrower.of(database);
            });

            next.connection().close();
            assertThat(next.statement().isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatFailsLeavesTheNextBorrowersStatementsAlone(TestDatabase kind) throws SQLException {
        try (Database database = openWithOneConnection(kind)) {
            insertMany(database, 1);
            List<NextBorrower> next = new ArrayList<>();
            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        try {
                            return Rows.list(transaction.createQuery("SELECT 1 / amount FROM entry"), row -> 1);
                        } finally {
                            next.add(NextBorrower.of(database));
                        }
                    }))
                    .hasRootCauseInstanceOf(SQLException.class);

            next.getFirst().connection().close();
            assertThat(next.getFirst().statement().isClosed()).isTrue();
        }
    }

    /** Another thread that has the only connection, and a statement which it leaves to the connection to close. */
    private record NextBorrower(Connection connection, Statement statement) {

        static NextBorrower of(Database database) {
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                return other.submit(() -> {
                            Connection connection = database.connection();
                            return new NextBorrower(connection, connection.createStatement());
                        })
                        .get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Database openWithOneConnection(TestDatabase kind) {
        Map<String, String> settings = new HashMap<>(kind.settings());
        settings.put("database.pool-size", "1");
        return Database.open(Settings.of("ledger-service", settings));
    }

    @ParameterizedTest
    @EnumSource
    void aSecondStartMigratesNothing(TestDatabase kind) {
        Settings settings = Settings.of("ledger-service", kind.settings());
        try (Database database = Database.open(settings)) {
            assertThat(database.isAlive()).isTrue();
            assertThat(database.isPostgres()).isEqualTo(kind == TestDatabase.POSTGRES);
            insertMany(database, 1);
            try (Database second = Database.open(settings)) {
                assertThat(titles(second)).containsExactly("title 0");
            }
        }
    }

    private static int deleteAll(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM entry")) {
            return statement.executeUpdate();
        }
    }

    private static Database open(TestDatabase kind) {
        return Database.open(Settings.of("ledger-service", kind.settings()));
    }

    private static void insertMany(Database database, int count) {
        database.inTransaction(transaction -> {
            for (int i = 0; i < count; i++) {
                insert(transaction, UUID.randomUUID(), "title " + i, Optional.empty());
            }
            return count;
        });
        database.inTransaction(transaction -> transaction.update("UPDATE entry SET amount = 0"));
    }

    private static long insert(DbTransaction transaction, UUID id, String title, Optional<UUID> owner) {
        return transaction
                .createInsert("""
                        INSERT INTO entry (id, title, note, amount, settled, due, opens, created_at, ended_at, owner)
                        VALUES (CAST(:id AS uuid), :title, :note, :amount, :settled, :due, :opens, :createdAt,
                                :endedAt, CAST(:owner AS uuid))
                        """)
                .addParam("id", id.toString())
                .addParam("title", title)
                .addParam("note", Columns.nullable(Optional.<String>empty()))
                .addParam("amount", -7)
                .addParam("settled", true)
                .addParam("due", LocalDate.of(2026, 3, 29))
                .addParam("opens", LocalTime.of(7, 30))
                .addParam("createdAt", Columns.parameter(NOON))
                .addParam("endedAt", Columns.nullable(Optional.<Instant>empty()))
                .addParam("owner", Columns.nullable(owner))
                .execute();
    }

    private static long addOne(DbTransaction transaction, String title) {
        return transaction
                .createUpdate("UPDATE entry SET amount = amount + 1 WHERE title = :title")
                .addParam("title", title)
                .execute();
    }

    private static List<String> titles(Database database) {
        return database.read(reader -> Rows.list(
                reader.createQuery("SELECT title FROM entry ORDER BY title"), row -> Columns.text(row, "title")));
    }

    private static List<Long> amounts(Database database) {
        return database.read(reader -> Rows.list(
                reader.createQuery("SELECT amount FROM entry ORDER BY title"), row -> Columns.number(row, "amount")));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
