package org.watchbill.schedule.board;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.assignment.FindShifts;
import org.watchbill.schedule.assignment.ShiftView;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.clock.WallClock;
import org.watchbill.schedule.member.FindCaller;
import org.watchbill.schedule.member.FindMembers;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.PersonView;

/** Answers which shifts a member has from now to the end of the day two weeks from now. */
public final class FindMemberShifts {

    private static final int DAYS = 14;
    private static final int MOST = 50;

    private final Database database;
    private final FindCaller callers;
    private final FindMembers members;
    private final FindShifts shifts;
    private final InstantSource time;

    public FindMemberShifts(
            Database database, FindCaller callers, FindMembers members, FindShifts shifts, InstantSource time) {
        this.database = database;
        this.callers = callers;
        this.members = members;
        this.shifts = shifts;
        this.time = time;
    }

    /** Throws {@link RefusedException} for somebody who is not in the roster. */
    public MemberShifts ofCaller(Caller caller) {
        return database.read(reading -> callers.find(reading, caller))
                .map(member -> of(caller, member))
                .orElseThrow(() -> new RefusedException(FindCaller.UNKNOWN));
    }

    /** Empty when nobody is called so; throws {@link RefusedException} when several are. */
    public Optional<MemberShifts> ofMember(Caller caller, String member) {
        List<Member> found = members.called(caller, member);
        if (found.size() > 1) {
            throw new RefusedException(
                    Refusal.invalid("member", "Several members have this name; give the id of one of them"));
        }
        return found.stream().findFirst().map(one -> of(caller, one));
    }

    public MemberShifts of(Caller caller, Member member) {
        ZoneId zone = caller.organisation().zone();
        Instant now = time.instant();
        LocalDate last = now.atZone(zone).toLocalDate().plusDays(DAYS);
        Interval window = new Interval(now, WallClock.resolve(last.plusDays(1).atStartOfDay(), zone.getRules()));
        Page<Assignment> page =
                shifts.find(caller.organisation(), Assignments.Selection.of(member.id(), window), Cursor.START, MOST);
        return new MemberShifts(
                new PersonView(member.id().value(), member.name()),
                Moment.of(window.start(), zone),
                Moment.of(window.end(), zone),
                zone.getId(),
                page.map(assignment -> ShiftView.of(assignment, zone)).items(),
                page.next().isPresent());
    }
}
