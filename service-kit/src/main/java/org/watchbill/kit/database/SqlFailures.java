package org.watchbill.kit.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the SQLSTATE somewhere in a chain of causes means. */
final class SqlFailures {

    /** Serialization failure; deadlock and lock time-out of PostgreSQL; lock time-out and concurrent update of H2. */
    private static final Set<String> RETRYABLE = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    private static final String DUPLICATE = "23505";

    private static final String H2_IS_CLOSED = "90121";

    private SqlFailures() {}

    static boolean isRetryable(Throwable failure) {
        return state(failure).filter(RETRYABLE::contains).isPresent();
    }

    static boolean isDuplicate(Throwable failure) {
        return state(failure).filter(DUPLICATE::equals).isPresent();
    }

    /** Whether another user of the same H2 in this process has shut it down. */
    static boolean isClosed(Throwable failure) {
        return state(failure).filter(H2_IS_CLOSED::equals).isPresent();
    }

    private static Optional<String> state(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(state -> state != null)
                .findFirst();
    }
}
