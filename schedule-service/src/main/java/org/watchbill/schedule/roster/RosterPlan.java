package org.watchbill.schedule.roster;

import java.util.List;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.member.Member;

/** What a roster file would bring, or what is wrong with it. */
record RosterPlan(
        List<Member> newMembers,
        List<Assignment> newAssignments,
        int unchanged,
        List<LineProblem> skipped,
        List<LineProblem> problems) {

    RosterPlan {
        newMembers = List.copyOf(newMembers);
        newAssignments = List.copyOf(newAssignments);
        skipped = List.copyOf(skipped);
        problems = List.copyOf(problems);
    }
}
