package org.watchbill.schedule.assignment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.member.PersonView;

/** An assignment as answers show it. */
public record ShiftView(
        @Describe("Identifies the assignment, as assignment_id elsewhere")
        UUID assignmentId,

        @Describe("The shift's name, or the summary of the calendar event it came from")
        String shift,

        @Describe("The shift's short code, when it is one of the roster's shift types")
        Optional<String> code,

        @Describe("The local date on which the shift starts")
        LocalDate date,

        PersonView member,

        @Describe("The order of several people on the same shift; 1 is asked first")
        int position,

        Moment starts,
        @Describe("The first instant after the shift") Moment ends) {

    public static ShiftView of(Assignment assignment, ZoneId zone) {
        return new ShiftView(
                assignment.id().value(),
                assignment.title(),
                assignment.shift().map(Assignment.Shift::code),
                assignment.date(),
                new PersonView(
                        assignment.holder().id().value(), assignment.holder().name()),
                assignment.position(),
                Moment.of(assignment.interval().start(), zone),
                Moment.of(assignment.interval().end(), zone));
    }
}
