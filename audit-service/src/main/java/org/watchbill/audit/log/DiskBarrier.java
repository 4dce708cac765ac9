package org.watchbill.audit.log;

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
        database.withConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("CHECKPOINT SYNC");
            }
        });
    }
}
