package org.watchbill.schedule.decision;

import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.request.ShiftRequest;

/** When a request may be decided, and granted. */
final class DecisionRules {

    private DecisionRules() {}

    /** What stands against deciding on {@code request} at all. */
    static Optional<Refusal> toDecide(ShiftRequest request) {
        return request.state().isLive()
                ? Optional.empty()
                : conflict("The request is " + request.state().text() + " already");
    }

    /** What stands against {@code judge} granting {@code request}. */
    static Optional<Refusal> toJudge(ShiftRequest request, Member judge) {
        return request.concerns(judge.id())
                ? conflict("Somebody who is neither the requester nor the candidate must approve this request")
                : Optional.empty();
    }

    /** What stands against granting {@code request}, apart from the candidate's own shifts. */
    static Optional<Refusal> toGrant(ShiftRequest request, Assignment assignment, Instant now) {
        if (request.candidate().isEmpty()) {
            return conflict("Nobody is named who would take the shift; the request is still open");
        }
        if (!assignment.isPublished()
                || !assignment.isHeldBy(request.requester().id())) {
            return conflict("The shift is no longer " + request.requester().name() + "'s");
        }
        return assignment.interval().start().isAfter(now) ? Optional.empty() : conflict("The shift has begun");
    }

    private static Optional<Refusal> conflict(String message) {
        return Optional.of(Refusal.of(ErrorCode.CONFLICT, message));
    }
}
