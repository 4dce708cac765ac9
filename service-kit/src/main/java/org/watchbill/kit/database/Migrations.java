package org.watchbill.kit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.watchbill.kit.config.Settings;

/**
 * Brings the schema up to date: the kit's tables and the service's own, each with a history of its own. What a service can
 * only say in the words of one database stands beside its folder {@code db} in {@code db-h2} and {@code db-postgres}.
 */
final class Migrations {

    /** The number that replicas agree on; it lies within one database. */
    private static final long LOCK = 0x7761746368626c6cL;

    private final DatabaseUrl url;
    private final Settings settings;

    Migrations(DatabaseUrl url, Settings settings) {
        this.url = url;
        this.settings = settings;
    }

    /**
     * One replica after the other: Flyway guards each migration, but two that begin with an empty database disturb each
     * other over its history tables. H2 belongs to one process.
     */
    void run(OptionalTables... tables) {
        if (!url.isPostgres()) {
            migrateAll(tables);
            return;
        }
        try (Connection connection = DriverManager.getConnection(
                        url.text(), settings.text("database.user"), ConnectionPool.password(settings));
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            migrateAll(tables);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be locked for its migrations", e);
        }
    }

    private void migrateAll(OptionalTables... tables) {
        String service = settings.service();
        migrate("kit_schema_history", "classpath:service-kit/db");
        for (OptionalTables wanted : tables) {
            migrate(wanted.history(), wanted.location());
        }
        String[] own = Stream.of(
                        service + "/db", service + "/db-" + url.engine().name().toLowerCase(Locale.ROOT))
                .filter(folder -> getClass().getClassLoader().getResource(folder) != null)
                .map(folder -> "classpath:" + folder)
                .toArray(String[]::new);
        if (own.length > 0) {
            migrate("schema_history", own);
        }
    }

    /**
     * The baseline lets the second history begin in a schema that the first has filled. Not on connections of the pool,
     * whose time-outs suit requests.
     */
    private void migrate(String history, String... locations) {
        Flyway.configure()
                .dataSource(url.text(), settings.text("database.user"), ConnectionPool.password(settings))
                .locations(locations)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}
