package org.watchbill.gateway.relay;

import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;

/** The error with which the gateway says that a service is not there, where no tool's result can say it. */
final class Unavailable {

    private Unavailable() {}

    static Outcome of(Kind kind) {
        return of(kind.label());
    }

    /** {@code thing} is what the service has, in prose. */
    static Outcome of(String thing) {
        ErrorCode code = ErrorCode.SERVICE_UNAVAILABLE;
        return new Outcome.Failed(RpcError.of(
                RpcError.REFUSED,
                "The service behind this " + thing + " is not available at the moment; try again shortly",
                Json.object().put("code", code.text()).put("retryable", code.retryable())));
    }
}
