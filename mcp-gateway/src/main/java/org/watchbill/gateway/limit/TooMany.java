package org.watchbill.gateway.limit;

import java.time.Duration;
import java.util.Optional;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The refusal of a caller who has reached a bound: HTTP 429 with {@code Retry-After}, and a JSON-RPC error that says it too. */
public record TooMany(String what, Duration pause) {

    public Reply.Message reply(Optional<JsonNode> id) {
        long seconds = Math.max(1, pause.plusNanos(999_999_999).toSeconds());
        RpcError error = RpcError.of(
                RpcError.TOO_MANY,
                what + "; a retry after " + seconds + " s may pass",
                Json.object().put("retryAfterSeconds", seconds));
        return Reply.error(429, id, error).with("Retry-After", Long.toString(seconds));
    }
}
