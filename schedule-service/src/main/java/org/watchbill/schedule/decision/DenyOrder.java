package org.watchbill.schedule.decision;

import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.schedule.request.ShiftRequest;

/** The arguments of a denial. */
record DenyOrder(
        @Describe("The request, as get_pending_requests names it")
        UUID requestId,

        @Describe(value = "Why, for the people concerned", maxLength = 500)
        String reason,

        @Describe("The version of the request that the decision is about; a newer one is not decided")
        Optional<Long> version,

        @Describe("Any text that names this call, so that repeating it does nothing more")
        Optional<String> idempotencyKey) {

    DenyOrder {
        if (reason.isBlank()) {
            throw new RefusedException(Refusal.invalid("reason", "A denial needs a reason"));
        }
    }

    DecisionOrder order() {
        return new DecisionOrder(
                new ShiftRequest.Id(requestId), DecisionOrder.Verdict.DENY, Optional.of(reason.strip()), version);
    }
}
