package org.watchbill.schedule.decision;

import org.watchbill.kit.audit.Change;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.request.ShiftRequest;

/** Whether a request may be decided as somebody wants. */
sealed interface DecisionCheck {

    /** It may. */
    record Allowed(ShiftRequest request, Assignment assignment) implements DecisionCheck {}

    /** It may not. */
    record Refused(Refusal refusal, Change.Target target) implements DecisionCheck {}
}
