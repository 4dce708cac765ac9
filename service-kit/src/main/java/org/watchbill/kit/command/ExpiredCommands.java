package org.watchbill.kit.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.watchbill.kit.database.Database;

/** Clears away expired command records, a batch a minute, or with every command while there are more. */
final class ExpiredCommands {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final Database database;
    private final CommandRecords records;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    ExpiredCommands(Database database, CommandRecords records) {
        this.database = database;
        this.records = records;
    }

    void clear(Instant now) {
        Instant due = next.get();
        if (now.isBefore(due) || !next.compareAndSet(due, now.plus(PAUSE))) {
            return;
        }
        long deleted = database.inTransaction(transaction -> records.deleteExpired(transaction, now, BATCH));
        if (deleted == BATCH) {
            next.set(now);
        }
    }
}
