package org.watchbill.gateway.legacy;

import java.util.Set;
import org.watchbill.gateway.rpc.LogLevel;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The methods that are about the session itself and went with it: ping, log level, subscriptions to resources. */
public final class SessionMethods {

    private static final int LONGEST_URI = 2_000;
    private static final Set<String> NAMES =
            Set.of("ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe");
    private final SessionStates sessions;

    public SessionMethods(SessionStates sessions) {
        this.sessions = sessions;
    }

    boolean has(RpcMessage.Request request) {
        return NAMES.contains(request.method());
    }

    Reply.Message answer(OpenSession session, RpcMessage.Request request) throws InterruptedException {
        return switch (request.method()) {
            case "logging/setLevel" -> setLevel(session, request);
            case "resources/subscribe" -> subscribe(session, request);
            case "resources/unsubscribe" -> unsubscribe(session, request);
            default -> done(request);
        };
    }

    private Reply.Message setLevel(OpenSession session, RpcMessage.Request request) {
        String level = request.params().path("level").stringValue("");
        if (LogLevel.of(level).isEmpty()) {
            return invalid(request, "level must be one of the levels of RFC 5424 in lower case");
        }
        sessions.setLogLevel(session, level);
        return done(request);
    }

    private Reply.Message subscribe(OpenSession session, RpcMessage.Request request) throws InterruptedException {
        if (!hasUri(request)) {
            return invalid(request, "uri must be a text of at most " + LONGEST_URI + " characters");
        }
        return sessions.subscribe(session, uri(request).stringValue())
                ? done(request)
                : invalid(request, "The session has too many subscriptions");
    }

    private Reply.Message unsubscribe(OpenSession session, RpcMessage.Request request) throws InterruptedException {
        if (!hasUri(request)) {
            return invalid(request, "uri must be a text of at most " + LONGEST_URI + " characters");
        }
        sessions.unsubscribe(session, uri(request).stringValue());
        return done(request);
    }

    private static boolean hasUri(RpcMessage.Request request) {
        int length = uri(request).stringValue("").length();
        return length > 0 && length <= LONGEST_URI;
    }

    private static JsonNode uri(RpcMessage.Request request) {
        return request.params().path("uri");
    }

    private static Reply.Message done(RpcMessage.Request request) {
        return Reply.result(request.id(), Json.object());
    }

    private static Reply.Message invalid(RpcMessage.Request request, String text) {
        return Reply.error(200, request.id(), RpcError.of(RpcError.INVALID_PARAMS, text));
    }
}
