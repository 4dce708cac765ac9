package org.watchbill.gateway.modern;

import java.util.Map;
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

    private static final int MINUTE = 60_000;
    /** For how many milliseconds an answer stands. */
    private static final Map<String, Integer> CACHEABLE = Map.of(
            DiscoverMethod.NAME,
            MINUTE,
            "tools/list",
            MINUTE,
            "prompts/list",
            MINUTE,
            "resources/list",
            MINUTE,
            "resources/templates/list",
            MINUTE,
            "resources/read",
            0);

    private final ServerIdentity server;

    public ModernAnswers(ServerIdentity server) {
        this.server = server;
    }

    /** {@code challenge} asks for scope that the caller lacks. */
    Reply.Message of(RpcMessage.Request request, Outcome outcome, Challenge challenge) {
        return switch (outcome) {
            case Outcome.Result result -> {
                ObjectNode body = presented(result.body(), "complete");
                if (CACHEABLE.containsKey(request.method())) {
                    body.put("ttlMs", CACHEABLE.get(request.method())).put("cacheScope", scope(request.method()));
                }
                yield Reply.result(request.id(), body);
            }
            case Outcome.InputRequired asked -> Reply.result(request.id(), presented(asked.body(), "input_required"));
            case Outcome.TaskCreated created -> Reply.result(request.id(), presented(created.body(), "task"));
            case Outcome.Failed failed -> Reply.error(status(failed.error().code()), request.id(), failed.error());
            case Outcome.ScopeNeeded needed -> challenge.reply(request.id(), needed.scope());
        };
    }

    /** All but discovery may depend on who asks. */
    private static String scope(String method) {
        return method.equals(DiscoverMethod.NAME) ? "public" : "private";
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
