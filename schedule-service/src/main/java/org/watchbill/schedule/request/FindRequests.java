package org.watchbill.schedule.request;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.WallClock;
import org.watchbill.schedule.member.FindCaller;
import org.watchbill.schedule.member.Member;

/** Lists the requests that wait: all of them for administrators, else those of and to the caller. */
public final class FindRequests {

    private static final int LIMIT = 25;
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    private final Database database;
    private final FindCaller callers;
    private final Assignments assignments;
    private final ShiftRequests requests;
    private final InstantSource time;

    public FindRequests(
            Database database,
            FindCaller callers,
            Assignments assignments,
            ShiftRequests requests,
            InstantSource time) {
        this.database = database;
        this.callers = callers;
        this.assignments = assignments;
        this.requests = requests;
        this.time = time;
    }

    /** Throws {@link RefusedException} for somebody who is not in the roster. */
    public PendingRequests find(Caller caller, PendingRequests.Question question) {
        Interval starts = starts(question, caller.organisation().zone());
        Cursor after = question.cursor().map(Cursor::of).orElse(Cursor.START);
        return database.read(reading -> {
            ShiftRequests.Filter filter =
                    new ShiftRequests.Filter(question.kind(), question.teamId(), concerned(reading, caller), starts);
            List<ShiftRequest> found =
                    requests.live(reading, caller.organisation().id(), filter, after, LIMIT);
            Page<RequestView> page = Page.cut(
                            found, LIMIT, request -> new Cursor("", request.id().value()))
                    .map(request -> view(reading, caller, request));
            return new PendingRequests(page.items(), page.nextCursor());
        });
    }

    private Optional<Member.Id> concerned(DbExecute reading, Caller caller) {
        if (caller.isAdmin()) {
            return Optional.empty();
        }
        return Optional.of(callers.find(reading, caller)
                .orElseThrow(() -> new RefusedException(FindCaller.UNKNOWN))
                .id());
    }

    /** The local days asked for, of which only the future counts. */
    private Interval starts(PendingRequests.Question question, ZoneId zone) {
        Instant future = time.instant().plus(1, ChronoUnit.MICROS);
        LocalDate last = question.to().filter(day -> day.isBefore(LAST_DAY)).orElse(LAST_DAY);
        Instant until = WallClock.resolve(last.plusDays(1).atStartOfDay(), zone.getRules());
        Instant from = question.from()
                .filter(day -> day.isBefore(LAST_DAY))
                .map(day -> WallClock.resolve(day.atStartOfDay(), zone.getRules()))
                .filter(future::isBefore)
                .orElse(future);
        if (!from.isBefore(until)) {
            throw new RefusedException(Refusal.invalid("to", "The last day is in the past or before the first"));
        }
        return new Interval(from, until);
    }

    private RequestView view(DbExecute reading, Caller caller, ShiftRequest request) {
        return assignments
                .byId(reading, caller.organisation().id(), request.assignment())
                .map(assignment -> RequestView.of(
                        request, assignment, caller.organisation().zone()))
                .orElseThrow();
    }
}
