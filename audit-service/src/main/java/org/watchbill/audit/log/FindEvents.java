package org.watchbill.audit.log;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Caller;

/** Lists the log of the caller's organisation: all of it for administrators, their own actions for members. */
public final class FindEvents {

    /** A stretch of the log; {@code next} is the index from which it goes on, absent at the end. */
    record Page(List<Entry> entries, Optional<Long> next) {}

    private final Database database;
    private final Entries entries = new Entries();

    public FindEvents(Database database) {
        this.database = database;
    }

    Page from(Caller caller, long index, int limit) {
        List<Entry> found = database.read(execute -> {
            UUID organisation = caller.organisation().id();
            return caller.isAdmin()
                    ? entries.from(execute, organisation, index, limit + 1)
                    : entries.bySubject(execute, organisation, caller.subject(), index, limit + 1);
        });
        return found.size() > limit
                ? new Page(found.subList(0, limit), Optional.of(found.get(limit).index()))
                : new Page(found, Optional.empty());
    }
}
