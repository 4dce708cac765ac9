package org.watchbill.schedule.coverage;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.assignment.Assignment;

/** The arguments of a request for cover. */
record CoverageWish(
        @Describe("The shift to be covered, as get_my_shifts names it; or give date and shift_type")
        Optional<UUID> assignmentId,

        @Describe("The local date on which the shift starts, with shift_type instead of assignment_id")
        Optional<LocalDate> date,

        @Describe("The shift's code or name, with date instead of assignment_id")
        Optional<String> shiftType,

        @Describe("The member who would take the shift; without one the request stays open")
        Optional<UUID> candidateId,

        @Describe(value = "Why, in the person's own words", maxLength = 500)
        Optional<String> reason,

        @Describe("Any text that names this call, so that repeating it does nothing more")
        Optional<String> idempotencyKey) {

    /** The same wish about an assignment that has been found. */
    CoverageWish about(Assignment assignment) {
        return new CoverageWish(
                Optional.of(assignment.id().value()),
                Optional.empty(),
                Optional.empty(),
                candidateId,
                reason,
                idempotencyKey);
    }
}
