package org.watchbill.schedule.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.NewMember;
import org.watchbill.schedule.shifttype.DayHours;
import org.watchbill.schedule.shifttype.ShiftType;

class RosterRulesTest {

    private static final Member ANA = Member.add(NewMember.named("Ana Ruiz"));
    private static final Member BEN = Member.add(NewMember.named("Ben Okafor"));
    private static final Member CLEO = Member.add(NewMember.named("Cleo Hart"));
    private static final ShiftType DAY = shift("D", "Day", "Mon-Fri", "07:00", "19:00");
    private static final ShiftType LATE = shift("L", "Late", "daily", "02:00", "03:00");
    private static final ShiftType NAMED_D = shift("X", "D", "daily", "20:00", "21:00");

    @Test
    void linesWithoutPositionTakeTheFirstThatNobodyAsksFor() {
        RosterPlan plan = plan(
                List.of(),
                line(2, "2026-11-23", "D", "Ana Ruiz", 0),
                line(3, "2026-11-23", "D", "Ben Okafor", 1),
                line(4, "2026-11-23", "D", "Cleo Hart", 0));
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.newAssignments()).extracting(Assignment::position).containsExactly(2, 1, 3);
    }

    @Test
    void aCodeWinsOverAName() {
        RosterPlan plan = plan(List.of(), line(2, "2026-11-23", "d", "Ana Ruiz", 0));
        assertThat(plan.newAssignments().getFirst().title()).isEqualTo("Day");
    }

    @Test
    void aShiftThatTheClocksSwallowIsSkippedAndSaid() {
        RosterPlan plan =
                plan(List.of(), line(2, "2026-03-08", "L", "Ana Ruiz", 0), line(3, "2026-03-09", "L", "Ana Ruiz", 0));
        assertThat(plan.newAssignments()).extracting(Assignment::date).containsExactly(LocalDate.of(2026, 3, 9));
        assertThat(plan.skipped())
                .containsExactly(new LineProblem(2, "A change of the clocks leaves nothing of this shift on that day"));
    }

    @Test
    void aShiftWithoutHoursOnThatWeekdayIsRefused() {
        RosterPlan plan = plan(List.of(), line(2, "2026-11-21", "D", "Ana Ruiz", 0));
        assertThat(plan.problems()).containsExactly(new LineProblem(2, "Day has no hours on a SATURDAY"));
    }

    @Test
    void consecutiveShiftsOfOneMemberDoNotOverlap() {
        List<Assignment> first =
                plan(List.of(), line(2, "2026-11-23", "X", "Ana Ruiz", 0)).newAssignments();
        RosterPlan again =
                plan(first, line(2, "2026-11-23", "X", "Ana Ruiz", 0), line(3, "2026-11-23", "D", "Ana Ruiz", 0));
        assertThat(again.problems()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.newAssignments()).hasSize(1);
    }

    @Test
    void inactiveMembersAreRefused() {
        Member gone = new Member(ANA.id(), ANA.user(), ANA.name(), ANA.contact(), ANA.role(), false, 1);
        RosterPlan plan = new RosterRules(List.of(DAY), new Crew(List.of(gone), Crew.Unknown.ADD), List.of())
                .plan(List.of(line(2, "2026-11-23", "D", "ana ruiz", 0)), List.of());
        assertThat(plan.problems()).containsExactly(new LineProblem(2, "'ana ruiz' is not active"));
        assertThat(plan.newMembers()).isEmpty();
    }

    private static RosterPlan plan(List<Assignment> existing, RosterLine... lines) {
        Crew crew = new Crew(List.of(ANA, BEN, CLEO), Crew.Unknown.REFUSE);
        return new RosterRules(List.of(NAMED_D, DAY, LATE), crew, existing).plan(List.of(lines), new ArrayList<>());
    }

    private static RosterLine line(int line, String date, String shift, String member, int position) {
        return new RosterLine(
                line, LocalDate.parse(date), shift, member, position == 0 ? Optional.empty() : Optional.of(position));
    }

    private static ShiftType shift(String code, String name, String days, String start, String end) {
        return new ShiftType(
                ShiftType.Id.fresh(),
                code,
                name,
                1,
                ZoneId.of("America/New_York"),
                DayHours.byDay(List.of(DayHours.parse(days, start, end))),
                1);
    }
}
