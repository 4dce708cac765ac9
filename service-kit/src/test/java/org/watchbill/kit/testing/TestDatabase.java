package org.watchbill.kit.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every store is tested on. */
public enum TestDatabase {
    H2 {
        @Override
        public Map<String, String> settings() {
            return access("jdbc:h2:mem:test" + CREATED.incrementAndGet(), "sa");
        }
    },
    POSTGRES {
        @Override
        public Map<String, String> settings() {
            String name = "test" + CREATED.incrementAndGet();
            try (Connection connection = Server.ONLY.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("The test database cannot be created", e);
            }
            return access(Server.ONLY.getJdbcUrl("postgres", name), "postgres");
        }
    };

    private static final AtomicInteger CREATED = new AtomicInteger();

    /** The {@code database.*} settings of a fresh, empty database. */
    public abstract Map<String, String> settings();

    private static Map<String, String> access(String url, String user) {
        return Map.of("database.url", url, "database.user", user, "database.password-file", "");
    }

    /** One server a JVM, started by the first test that wants it and ended with the JVM. */
    private static final class Server {

        private static final EmbeddedPostgres ONLY = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
            }
        }
    }
}
