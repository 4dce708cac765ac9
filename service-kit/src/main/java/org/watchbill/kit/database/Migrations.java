package org.watchbill.kit.database;

import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.watchbill.kit.config.Settings;

/**
 * Brings the schema up to date: the kit's tables and the service's own, each with a history of its own. What a service can
 * only say in the words of one database stands beside its folder {@code db} in {@code db-h2} and {@code db-postgres}.
 */
final class Migrations {

    private final DatabaseUrl url;
    private final Settings settings;

    Migrations(DatabaseUrl url, Settings settings) {
        this.url = url;
        this.settings = settings;
    }

    void run(OptionalTables... tables) {
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
