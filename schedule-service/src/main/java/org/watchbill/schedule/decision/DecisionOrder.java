package org.watchbill.schedule.decision;

import java.util.Optional;
import org.watchbill.schedule.request.ShiftRequest;

/** What an administrator wants to become of a request. */
record DecisionOrder(ShiftRequest.Id request, Verdict verdict, Optional<String> note, Optional<Long> version) {

    /** Yes or no. */
    enum Verdict {
        APPROVE,
        DENY
    }
}
