package org.watchbill.schedule.coverage;

import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.member.Member;

/** Whether cover may be asked for. */
sealed interface CoverageDecision {

    /** It may, for this assignment and with this candidate. */
    record Allowed(Assignment assignment, Optional<Member> candidate) implements CoverageDecision {}

    /** It may not. */
    record Refused(Refusal refusal, Optional<Change.Target> target) implements CoverageDecision {}

    static CoverageDecision refused(Assignment assignment, Refusal refusal) {
        return new Refused(
                refusal,
                Optional.of(
                        new Change.Target("assignment", assignment.id().value().toString())));
    }
}
