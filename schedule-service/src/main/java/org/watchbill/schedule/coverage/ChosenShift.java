package org.watchbill.schedule.coverage;

import io.helidon.dbclient.DbExecute;
import java.util.List;
import java.util.UUID;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;

/** Which assignment a wish means: by id, or by local date and shift type. */
final class ChosenShift {

    /** The one assignment, or why there is none. */
    sealed interface Choice {

        record One(Assignment assignment) implements Choice {}

        record None(Refusal refusal) implements Choice {}
    }

    private static final Choice UNKNOWN =
            new Choice.None(Refusal.of(ErrorCode.NOT_FOUND, "There is no such shift in the schedule"));

    private final Assignments assignments;

    ChosenShift(Assignments assignments) {
        this.assignments = assignments;
    }

    /** A date and shift type mean the caller's own shift if they have it, else the only one there is. */
    Choice find(DbExecute database, Asker asker, CoverageWish wish) {
        UUID organisation = asker.caller().organisation().id();
        boolean byId = wish.assignmentId().isPresent();
        if (byId == (wish.date().isPresent() || wish.shiftType().isPresent())
                || wish.date().isPresent() != wish.shiftType().isPresent()) {
            return new Choice.None(
                    Refusal.invalid("assignment_id", "Give either assignment_id, or date together with shift_type"));
        }
        if (byId) {
            return assignments
                    .byId(
                            database,
                            organisation,
                            new Assignment.Id(wish.assignmentId().get()))
                    .<Choice>map(Choice.One::new)
                    .orElse(UNKNOWN);
        }
        List<Assignment> found = assignments
                .onDate(database, organisation, wish.date().orElseThrow())
                .stream()
                .filter(assignment -> assignment.isCalled(wish.shiftType().orElseThrow()))
                .toList();
        List<Assignment> own = found.stream().filter(asker::has).toList();
        return only(own.isEmpty() ? found : own);
    }

    private static Choice only(List<Assignment> found) {
        return switch (found.size()) {
            case 0 -> UNKNOWN;
            case 1 -> new Choice.One(found.getFirst());
            default ->
                new Choice.None(Refusal.invalid(
                        "assignment_id", "Several people work that shift on that date; give assignment_id"));
        };
    }
}
