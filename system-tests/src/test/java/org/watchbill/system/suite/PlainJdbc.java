package org.watchbill.system.suite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** Connections to the services' databases past all code of the suite. */
public final class PlainJdbc {

    /** What the services themselves add to their H2 URLs. */
    private static final String H2_SETTINGS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    private PlainJdbc() {}

    public static Connection connect(SuitePlan plan, Service service) throws SQLException {
        Map<String, String> database = plan.database(service);
        String url = database.getOrDefault("database.url", "");
        return DriverManager.getConnection(
                url.startsWith("jdbc:h2:") ? url + H2_SETTINGS : url, database.getOrDefault("database.user", "sa"), "");
    }
}
