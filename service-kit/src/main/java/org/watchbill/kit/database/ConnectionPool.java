package org.watchbill.kit.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;

/** Opens the pool of connections that {@code database.*} describes, or says what is wrong with it. */
final class ConnectionPool {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int LARGEST = 200;

    /** After this a PostgreSQL that hangs is given up; its lock time-out is set to what H2 has by default. */
    private static final String LONGEST_ANSWER_SECONDS = "30";

    private ConnectionPool() {}

    static HikariDataSource open(DatabaseUrl url, Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.service());
        config.setJdbcUrl(url.text());
        config.setUsername(settings.text("database.user"));
        config.setPassword(password(settings));
        config.setMaximumPoolSize(settings.number("database.pool-size", 1, LARGEST));
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setInitializationFailTimeout(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (url.isPostgres()) {
            config.addDataSourceProperty("ApplicationName", settings.service());
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", LONGEST_ANSWER_SECONDS);
            config.setConnectionInitSql("SET lock_timeout = '2s'");
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new ConfigurationException("database.url: the database cannot be opened: " + reason(e));
        }
    }

    static String password(Settings settings) {
        return settings.isSet("database.password-file")
                ? settings.password("database.password-file").reveal()
                : "";
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }
}
