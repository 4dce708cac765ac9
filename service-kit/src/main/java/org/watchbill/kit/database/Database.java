package org.watchbill.kit.database;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcParametersConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.watchbill.kit.config.Settings;

/**
 * The service's database, H2 or PostgreSQL by {@code database.url}; also reads {@code database.user},
 * {@code database.password-file} and {@code database.pool-size}. Work runs to its end when its caller is interrupted, on
 * a thread of its own: what a caller binds to its thread is not there.
 */
public final class Database implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 6;
    private static final int FIRST_PAUSE_MILLIS = 4;
    private static final int ALIVE_SECONDS = 2;

    private final HikariDataSource pool;
    private final boolean postgres;
    private final DbClient client;
    private final ScopedValue<List<Connection>> lent = ScopedValue.newInstance();

    private Database(HikariDataSource pool, boolean postgres) {
        this.pool = pool;
        this.postgres = postgres;
        this.client = JdbcClientBuilder.create()
                .parametersSetter(
                        JdbcParametersConfig.builder().useStringBinding(false).build())
                .connectionPool(this::lend)
                .build();
    }

    /** Opens the pool and migrates with the scripts of class-path folder {@code <service>/db} and the kit's own. */
    public static Database open(Settings settings, OptionalTables... tables) {
        DatabaseUrl url = DatabaseUrl.of(settings.text("database.url"));
        HikariDataSource pool = ConnectionPool.open(url, settings);
        try {
            new Migrations(url, settings).run(tables);
            return new Database(pool, url.isPostgres());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Runs {@code work} in one READ COMMITTED transaction and commits; rolls back and rethrows on an exception. Deadlocks
     * and serialization failures are retried, so {@code work} must touch nothing but the transaction. A statement that
     * failed ends the transaction: a duplicate is caught outside.
     */
    public <T> T inTransaction(Function<DbTransaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return lending(() -> commit(work));
            } catch (RuntimeException e) {
                if (attempt == MOST_ATTEMPTS || !SqlFailures.isRetryable(e) || !pause(attempt)) {
                    throw e;
                }
            }
        }
    }

    /** Runs reads outside a transaction. */
    public <T> T read(Function<DbExecute, T> work) {
        return lending(() -> work.apply(client.execute()));
    }

    /**
     * A plain connection of the same pool, for bulk work; the caller closes it, and must not be a thread that may be
     * interrupted, as those of requests are: {@link #withConnection} is for them.
     */
    public Connection connection() {
        refuseNesting();
        return take();
    }

    /** The service that this is the database of, such as {@code schedule-service}. */
    public String service() {
        return pool.getPoolName();
    }

    /** Runs bulk work on a plain connection of the same pool; what is not committed is rolled back. */
    public <T> T withConnection(ConnectionWork<T> work) {
        return lending(() -> {
            try {
                return work.apply(lend());
            } catch (SQLException e) {
                throw new DbClientException("Work on a plain connection failed", e);
            }
        });
    }

    public boolean isPostgres() {
        return postgres;
    }

    /** Whether the database answers. */
    public boolean isAlive() {
        return Shield.run(() -> {
            try (Connection connection = pool.getConnection()) {
                return connection.isValid(ALIVE_SECONDS);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    /** Whether {@code failure} is a violated unique constraint or primary key. */
    public static boolean isDuplicate(Throwable failure) {
        return SqlFailures.isDuplicate(failure);
    }

    /** On H2 also shrinks the file, which grows by several pages a commit. */
    @Override
    public void close() {
        if (pool.isClosed()) {
            return;
        }
        try (pool) {
            if (!postgres) {
                shutDown();
            }
        }
    }

    /** The statement takes itself and its connection down with the database, so neither can be closed after it. */
    private void shutDown() {
        try {
            pool.getConnection().createStatement().execute("SHUTDOWN COMPACT");
        } catch (SQLException e) {
            if (!SqlFailures.isClosed(e)) {
                throw new DbClientException("H2 did not shut down cleanly", e);
            }
        }
    }

    private <T> T commit(Function<DbTransaction, T> work) {
        DbTransaction transaction = client.transaction();
        try {
            T result = work.apply(transaction);
            transaction.commit();
            return result;
        } catch (RuntimeException | Error e) {
            rollBack(transaction, e);
            throw e;
        }
    }

    /** Fails itself when the failure has already ended the transaction, as a failed commit or query does. */
    private static void rollBack(DbTransaction transaction, Throwable failure) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean pause(int attempt) {
        try {
            Thread.sleep(1 + ThreadLocalRandom.current().nextLong((long) FIRST_PAUSE_MILLIS << attempt));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T lending(Supplier<T> work) {
        refuseNesting();
        return Shield.run(() -> borrowing(work));
    }

    /** Gives back whatever {@code work} borrowed: DbClient keeps a connection when a row stream is not read to its end. */
    private <T> T borrowing(Supplier<T> work) {
        List<Connection> borrowed = new ArrayList<>(2);
        try {
            return ScopedValue.where(lent, borrowed).call(work::get);
        } finally {
            borrowed.forEach(Database::giveBack);
        }
    }

    /** A second connection for the same thread would starve the pool, and would not see the first one's writes. */
    private void refuseNesting() {
        if (lent.isBound()) {
            throw new IllegalStateException("Database work must not open further database work inside itself");
        }
    }

    private Connection lend() {
        Connection connection = LentConnection.of(take());
        lent.get().add(connection);
        return connection;
    }

    private Connection take() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new DbClientException("No database connection could be had", e);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DbClientException("A database connection could not be given back", e);
        }
    }
}
