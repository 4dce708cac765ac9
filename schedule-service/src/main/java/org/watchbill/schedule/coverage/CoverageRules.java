package org.watchbill.schedule.coverage;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.member.Member;

/** When an assignment may be asked to be covered, and by whom. */
public final class CoverageRules {

    private CoverageRules() {}

    /** What stands against asking for cover of {@code assignment}. */
    static Optional<Refusal> toAsk(Assignment assignment, Instant now) {
        if (!assignment.isPublished()) {
            return conflict("The shift was taken off the schedule");
        }
        return assignment.interval().start().isAfter(now)
                ? Optional.empty()
                : conflict("The shift has begun; only shifts that are still to come can be covered");
    }

    /** What stands against {@code candidate}, who has {@code shifts} around that time, taking {@code assignment}. */
    public static Optional<Refusal> toTake(
            Assignment assignment, Member candidate, List<Assignment> shifts, ZoneId zone) {
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
                .flatMap(shift -> conflict("%s already works %s, %s"
                        .formatted(
                                candidate.name(),
                                shift.title(),
                                shift.interval().inWords(zone))));
    }

    private static Optional<Refusal> conflict(String message) {
        return Optional.of(Refusal.of(ErrorCode.CONFLICT, message));
    }
}
