package org.watchbill.gateway.modern;

import java.util.Set;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Turns outcomes into replies of revision 2026-07-28. */
public final class ModernAnswers {

    /** Every answer here may depend on who asks, hence private. */
    private static final Set<String> CACHEABLE = Set.of(DiscoverMethod.NAME, "tools/list");

    private static final int CACHE_MILLIS = 60_000;

    private final ServerIdentity server;
    private final Challenge challenge;

    public ModernAnswers(ServerIdentity server, Challenge challenge) {
        this.server = server;
        this.challenge = challenge;
    }

    Reply.Message of(RpcMessage.Request request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result result -> {
                ObjectNode body = presented(result.body(), "complete");
                if (CACHEABLE.contains(request.method())) {
                    body.put("ttlMs", CACHE_MILLIS).put("cacheScope", "private");
                }
                yield Reply.result(request.id(), body);
            }
            case Outcome.InputRequired asked -> Reply.result(request.id(), presented(asked.body(), "input_required"));
            case Outcome.Failed failed -> Reply.error(status(failed.error().code()), request.id(), failed.error());
            case Outcome.ScopeNeeded needed -> challenge.reply(request.id(), needed.scope());
        };
    }

    private ObjectNode presented(ObjectNode body, String resultType) {
        ObjectNode meta = Json.object();
        if (body.get(McpKeys.META) instanceof ObjectNode given) {
            meta.setAll(given);
        }
        meta.set(McpKeys.SERVER_INFO, server.implementation());
        ObjectNode result = Json.object();
        result.setAll(body);
        result.put("resultType", resultType);
        result.set(McpKeys.META, meta);
        return result;
    }

    private static int status(int code) {
        return switch (code) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case RpcError.MISSING_CLIENT_CAPABILITY -> 400;
            default -> 200;
        };
    }
}
