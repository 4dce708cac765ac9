package org.watchbill.kit.database;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.sql.Connection;
import java.util.function.Function;
import org.watchbill.kit.config.Settings;

/**
 * The service's database, H2 or PostgreSQL by {@code database.url}; also reads {@code database.user},
 * {@code database.password-file} and {@code database.pool-size}.
 */
public final class Database implements AutoCloseable {

    private Database() {}

    /** Opens the pool and migrates with the scripts of class-path folder {@code <service>/db} and the kit's own. */
    public static Database open(Settings settings) {
        throw new UnsupportedOperationException(settings.toString());
    }

    /**
     * Runs {@code work} in one READ COMMITTED transaction and commits; rolls back and rethrows on an exception. Deadlocks
     * and serialization failures are retried, so {@code work} must touch nothing but the transaction.
     */
    public <T> T inTransaction(Function<DbTransaction, T> work) {
        throw new UnsupportedOperationException(work.toString());
    }

    /** Runs reads outside a transaction. */
    public <T> T read(Function<DbExecute, T> work) {
        throw new UnsupportedOperationException(work.toString());
    }

    /** A plain connection of the same pool, for bulk work; the caller closes it. */
    public Connection connection() {
        throw new UnsupportedOperationException();
    }

    public boolean isPostgres() {
        throw new UnsupportedOperationException();
    }

    /** Whether the database answers. */
    public boolean isAlive() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code failure} is a violated unique constraint or primary key. */
    public static boolean isDuplicate(Throwable failure) {
        throw new UnsupportedOperationException(failure);
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
