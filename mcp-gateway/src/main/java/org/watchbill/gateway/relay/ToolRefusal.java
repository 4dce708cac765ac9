package org.watchbill.gateway.relay;

import org.watchbill.gateway.call.Outcome;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import tools.jackson.databind.node.ObjectNode;

/** Tool results with which the gateway itself says that a service is not there. */
final class ToolRefusal {

    private ToolRefusal() {}

    /** Nothing was done. */
    static Outcome unavailable() {
        return of("The service behind this tool is not available at the moment. Nothing was done; try again shortly.");
    }

    /** The answer to a write got lost. */
    static Outcome inDoubt() {
        return of("The service did not answer, so it is in doubt whether the change was made."
                + " Retry with the same idempotency_key: a change that was made is not made twice.");
    }

    private static Outcome of(String message) {
        ErrorCode code = ErrorCode.SERVICE_UNAVAILABLE;
        ObjectNode refusal = Json.object();
        refusal.putObject("error")
                .put("code", code.text())
                .put("message", message)
                .put("retryable", code.retryable());
        ObjectNode result = Json.object().put("isError", true);
        result.putArray("content").addObject().put("type", "text").put("text", Json.text(refusal));
        return new Outcome.Result(result);
    }
}
