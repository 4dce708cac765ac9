package org.watchbill.gateway.legacy;

import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.call.Calls;
import org.watchbill.gateway.elicitation.Elicitations;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.Session;
import org.watchbill.gateway.session.Sessions;
import org.watchbill.gateway.upstream.RequestMeta;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Everything that comes with a session, and the handshake that makes one. */
public final class LegacyEra {

    private final Handshake handshake;
    private final Sessions sessions;
    private final Elicitations elicitations;
    private final Calls calls;
    private final LegacyAnswers answers;

    public LegacyEra(
            Handshake handshake, Sessions sessions, Elicitations elicitations, Calls calls, LegacyAnswers answers) {
        this.handshake = handshake;
        this.sessions = sessions;
        this.elicitations = elicitations;
        this.calls = calls;
        this.answers = answers;
    }

    public Reply answer(Arrival arrival, RpcMessage message) {
        if (message instanceof RpcMessage.Request request && request.method().equals(Handshake.METHOD)) {
            return handshake.answer(arrival.caller(), request);
        }
        String sessionId = arrival.headers()
                .first(McpHeaders.SESSION_ID)
                .orElseThrow(() -> transportFault(message, 400, RpcError.BAD_TRANSPORT, "Mcp-Session-Id is missing"));
        Session session = sessions.open(sessionId, arrival.caller().principal())
                .orElseThrow(() -> transportFault(message, 404, RpcError.SESSION_NOT_FOUND, "Session not found"));
        checkRevision(message, arrival.headers().first(McpHeaders.PROTOCOL_VERSION), session);
        return switch (message) {
            case RpcMessage.Notification notification -> new Reply.Accepted();
            case RpcMessage.Response response -> accept(sessionId, response);
            case RpcMessage.Request request -> answer(request, arrival, session, sessionId);
        };
    }

    private static void checkRevision(RpcMessage message, Optional<String> header, Session session) {
        if (header.isPresent() && !header.get().equals(session.revision())) {
            throw transportFault(
                    message, 400, RpcError.BAD_TRANSPORT, "MCP-Protocol-Version is not the negotiated revision");
        }
    }

    private Reply accept(String sessionId, RpcMessage.Response response) {
        return elicitations.answer(sessionId, response)
                ? new Reply.Accepted()
                : Reply.error(
                        400,
                        Optional.empty(),
                        RpcError.of(RpcError.INVALID_REQUEST, "No request waits for this answer"));
    }

    private Reply answer(RpcMessage.Request request, Arrival arrival, Session session, String sessionId) {
        if (request.method().equals("ping")) {
            return Reply.result(request.id(), Json.object());
        }
        RequestMeta client = new RequestMeta(session.capabilities(), Optional.of(session.clientInfo()));
        return new Reply.Pending(
                notices -> answers.of(
                        request.id(),
                        sessionId,
                        calls.of(request, ownParams(request.params()), client, arrival, notices)),
                Journal.NONE);
    }

    /** Without what this era does not know: a client must not answer for a person who was never asked. */
    private static ObjectNode ownParams(ObjectNode sent) {
        ObjectNode params = Json.object();
        params.setAll(sent);
        params.remove("inputResponses");
        params.remove("requestState");
        params.remove("task");
        return params;
    }

    private static RpcException transportFault(RpcMessage message, int status, int code, String text) {
        return RpcException.of(message, status, RpcError.of(code, text));
    }
}
