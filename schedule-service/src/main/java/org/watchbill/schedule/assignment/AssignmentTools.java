package org.watchbill.schedule.assignment;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.mcp.tool.Answer;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.mcp.tool.ToolPolicy;
import org.watchbill.kit.mcp.tool.ToolPolicy.Confirm;
import org.watchbill.kit.mcp.tool.ToolSpec;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.member.FindCaller;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.PersonView;

/** The tools that read the schedule. */
public final class AssignmentTools {

    private static final ToolPolicy POLICY = new ToolPolicy("schedule:read", false, Confirm.NEVER, "schedule");
    private static final int DEFAULT_LIMIT = 50;
    private static final int DEFAULT_DAYS = 30;

    private final Database database;
    private final FindCaller callers;
    private final FindOnCall onCall;
    private final FindShifts shifts;
    private final InstantSource time;

    public AssignmentTools(
            Database database, FindCaller callers, FindOnCall onCall, FindShifts shifts, InstantSource time) {
        this.database = database;
        this.callers = callers;
        this.onCall = onCall;
        this.shifts = shifts;
        this.time = time;
    }

    public List<Tool> tools() {
        return List.of(
                new Tool.Read<>(
                        spec(
                                "get_current_schedule",
                                "Who is on call",
                                "Who is on call now, and who is next on each shift. Give `at` for another instant, or"
                                        + " `date` for everybody who is on call at some time of a local day. Shifts run"
                                        + " from `starts` up to, not including, `ends`."),
                        CurrentSchedule.Question.class,
                        CurrentSchedule.class,
                        this::currentSchedule),
                new Tool.Read<>(
                        spec(
                                "get_my_shifts",
                                "My shifts",
                                "The shifts of the person who is signed in, from now on for 30 days unless other days"
                                        + " are given, at most 366 days. Days are local days of the organisation."),
                        MyShifts.Question.class,
                        MyShifts.class,
                        this::myShifts));
    }

    private static ToolSpec spec(String name, String title, String description) {
        return new ToolSpec(name, title, description, POLICY, ToolSpec.Hints.READ, Set.of());
    }

    private Answer<CurrentSchedule> currentSchedule(Caller caller, CurrentSchedule.Question question) {
        if (question.at().isPresent() && question.date().isPresent()) {
            return Answer.refused(Refusal.invalid("date", "Give either at or date, not both"));
        }
        if (question.teamId()
                .filter(team -> !onCall.knowsTeam(caller.organisation(), team))
                .isPresent()) {
            return Answer.refused(new Refusal(
                    ErrorCode.NOT_FOUND, "There is no team with this id", Optional.of("team_id"), Optional.empty()));
        }
        FindOnCall.Filter filter = new FindOnCall.Filter(question.shiftType(), question.teamId());
        return Answer.of(question.date()
                .map(date -> day(caller, date, filter))
                .orElseGet(() -> instant(caller, question.at().orElseGet(time::instant), filter)));
    }

    private CurrentSchedule instant(Caller caller, Instant instant, FindOnCall.Filter filter) {
        ZoneId zone = caller.organisation().zone();
        FindOnCall.OnCall found = onCall.at(caller.organisation(), instant, filter);
        return new CurrentSchedule(
                Optional.of(Moment.of(instant, zone)),
                Optional.empty(),
                zone.getId(),
                views(found.now(), zone),
                views(found.next(), zone),
                Math.max(found.now().size(), found.next().size()) > CurrentSchedule.MOST);
    }

    private CurrentSchedule day(Caller caller, LocalDate date, FindOnCall.Filter filter) {
        ZoneId zone = caller.organisation().zone();
        List<Assignment> found = onCall.on(caller.organisation(), date, filter);
        return new CurrentSchedule(
                Optional.empty(),
                Optional.of(date),
                zone.getId(),
                views(found, zone),
                List.of(),
                found.size() > CurrentSchedule.MOST);
    }

    private Answer<MyShifts> myShifts(Caller caller, MyShifts.Question question) {
        return database.read(reading -> callers.find(reading, caller))
                .map(member -> Answer.of(myShifts(caller, member, question)))
                .orElseGet(() -> Answer.refused(FindCaller.UNKNOWN));
    }

    private MyShifts myShifts(Caller caller, Member member, MyShifts.Question question) {
        ZoneId zone = caller.organisation().zone();
        Interval window = window(question, zone);
        Page<ShiftView> page = shifts.find(
                        caller.organisation(),
                        Assignments.Selection.of(member.id(), window),
                        question.cursor().map(Cursor::of).orElse(Cursor.START),
                        question.limit().orElse(DEFAULT_LIMIT))
                .map(assignment -> ShiftView.of(assignment, zone));
        return new MyShifts(
                new PersonView(member.id().value(), member.name()),
                Moment.of(window.start(), zone),
                Moment.of(window.end(), zone),
                page.items(),
                page.nextCursor());
    }

    private Interval window(MyShifts.Question question, ZoneId zone) {
        LocalDate first =
                question.startDate().orElseGet(() -> time.instant().atZone(zone).toLocalDate());
        LocalDate last = question.endDate().orElseGet(() -> first.plusDays(DEFAULT_DAYS));
        Interval days = FindShifts.days(first, last, zone);
        return question.startDate().isPresent() ? days : new Interval(time.instant(), days.end());
    }

    private static List<ShiftView> views(List<Assignment> assignments, ZoneId zone) {
        Function<Assignment, ShiftView> view = assignment -> ShiftView.of(assignment, zone);
        return assignments.stream().limit(CurrentSchedule.MOST).map(view).toList();
    }
}
