package org.watchbill.schedule.request;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.member.Member;

/** When an assignment may be asked to be covered, by whom, and when that may be granted. */
final class CoverageRules {

    private CoverageRules() {}

    /** What stands against asking for cover of {@code assignment}. */
    static Optional<Refusal> toAsk(Assignment assignment, Instant now, Optional<ShiftRequest> live) {
        if (!assignment.isPublished()) {
            return conflict("The shift was taken off the schedule");
        }
        if (!assignment.interval().start().isAfter(now)) {
            return conflict("The shift has begun; only shifts that are still to come can be covered");
        }
        return live.isPresent() ? conflict("There is a live request for this shift already") : Optional.empty();
    }

    /** What stands against {@code candidate}, who has {@code shifts} around that time, taking {@code assignment}. */
    static Optional<Refusal> toTake(Assignment assignment, Member candidate, List<Assignment> shifts, ZoneId zone) {
        if (assignment.isHeldBy(candidate.id())) {
            return conflict("The candidate has this shift already");
        }
        if (!candidate.active()) {
            return conflict(candidate.name() + " is not active and cannot take shifts");
        }
        return shifts.stream()
                .filter(shift -> shift.isPublished() && shift.isHeldBy(candidate.id()))
                .filter(shift -> shift.interval().overlaps(assignment.interval()))
                .findFirst()
                .map(shift -> Refusal.of(
                        ErrorCode.CONFLICT,
                        "%s already works %s, %s"
                                .formatted(
                                        candidate.name(),
                                        shift.title(),
                                        shift.interval().inWords(zone))));
    }

    /** What stands against deciding on {@code request} at all. */
    static Optional<Refusal> toDecide(ShiftRequest request) {
        return request.state().isLive()
                ? Optional.empty()
                : conflict("The request is " + request.state().text() + " already");
    }

    /** What stands against {@code decider} granting {@code request}, apart from the candidate's own shifts. */
    static Optional<Refusal> toGrant(
            ShiftRequest request, Assignment assignment, Optional<Member> decider, Instant now) {
        if (decider.filter(member -> request.concerns(member.id())).isPresent()) {
            return conflict("Somebody who is neither the requester nor the candidate must approve this request");
        }
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
