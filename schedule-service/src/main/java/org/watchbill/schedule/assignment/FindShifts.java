package org.watchbill.schedule.assignment;

import java.time.LocalDate;
import java.time.ZoneId;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.WallClock;

/** Lists assignments of a stretch of time, page by page. */
public final class FindShifts {

    private static final int MOST_DAYS = 366;

    private final Database database;
    private final Assignments assignments;

    public FindShifts(Database database, Assignments assignments) {
        this.database = database;
        this.assignments = assignments;
    }

    /** The local days from {@code first} to {@code last}, both included; throws {@link RefusedException}. */
    public static Interval days(LocalDate first, LocalDate last, ZoneId zone) {
        if (last.isBefore(first)) {
            throw new RefusedException(Refusal.invalid("end_date", "The last day is before the first"));
        }
        if (first.getYear() < 1971
                || last.getYear() > 2999
                || first.plusDays(MOST_DAYS).isBefore(last.plusDays(1))) {
            throw new RefusedException(Refusal.invalid("end_date", "At most 366 days can be asked for at once"));
        }
        return WallClock.between(first.atStartOfDay(), last.plusDays(1).atStartOfDay(), zone.getRules())
                .orElseThrow(() -> new RefusedException(
                        Refusal.invalid("start_date", "The clocks of " + zone.getId() + " skipped that day")));
    }

    public Page<Assignment> find(
            Caller.Organisation organisation, Assignments.Selection selection, Cursor after, int limit) {
        return database.read(reading -> assignments.page(reading, organisation.id(), selection, after, limit));
    }
}
