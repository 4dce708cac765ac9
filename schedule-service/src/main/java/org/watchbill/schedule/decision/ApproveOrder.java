package org.watchbill.schedule.decision;

import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.request.ShiftRequest;

/** The arguments of an approval. */
record ApproveOrder(
        @Describe("The request, as get_pending_requests names it")
        UUID requestId,

        @Describe(value = "A note for the people concerned", maxLength = 500)
        Optional<String> note,

        @Describe("The version of the request that the decision is about; a newer one is not decided")
        Optional<Long> version,

        @Describe("Any text that names this call, so that repeating it does nothing more")
        Optional<String> idempotencyKey) {

    DecisionOrder order() {
        return new DecisionOrder(new ShiftRequest.Id(requestId), DecisionOrder.Verdict.APPROVE, note, version);
    }
}
