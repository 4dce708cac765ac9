package org.watchbill.audit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.watchbill.kit.database.Database;

/** Waits until what is committed is on disk: PostgreSQL commits there, H2 only writes to the operating system. */
final class DiskBarrier {

    private final Database database;

    DiskBarrier(Database database) {
        this.database = database;
    }

    void pass() {
        if (database.isPostgres()) {
            return;
        }
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new IllegalStateException("The log could not be forced to disk", e);
        }
    }
}
