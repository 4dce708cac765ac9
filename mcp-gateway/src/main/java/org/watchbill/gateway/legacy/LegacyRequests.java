package org.watchbill.gateway.legacy;

import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Calls;
import org.watchbill.gateway.legacy.projection.Projection;
import org.watchbill.gateway.legacy.stream.RunningCalls;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.gateway.shared.SharedStateException;
import org.watchbill.gateway.upstream.RequestMeta;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.run.EventLog;
import tools.jackson.databind.node.ObjectNode;

/** Works on the requests of sessions. */
public final class LegacyRequests {

    private static final EventLog LOG = EventLog.named(LegacyRequests.class.getName());

    private final SessionStates sessions;
    private final SessionMethods own;
    private final Calls calls;
    private final LegacyAnswers answers;
    private final RunningCalls running;

    public LegacyRequests(
            SessionStates sessions, SessionMethods own, Calls calls, LegacyAnswers answers, RunningCalls running) {
        this.sessions = sessions;
        this.own = own;
        this.calls = calls;
        this.answers = answers;
        this.running = running;
    }

    /** The answer, whatever happens; empty when the client has cancelled the request. */
    Optional<Reply.Message> answer(OpenSession session, Arrival arrival, RpcMessage.Request request, Notices client) {
        try {
            return running.run(session, request.id(), () -> work(session, arrival, request, client));
        } catch (InterruptedException e) {
            return Optional.of(failure(
                    request,
                    503,
                    "The gateway stops before there was an answer. In doubt, repeat"
                            + " the call with the same idempotency_key: what was done is not done twice."));
        } catch (SharedStateException e) {
            return Optional.of(failure(request, 503, "Sessions are not available at the moment; try again shortly"));
        } catch (RuntimeException e) {
            LOG.error("call failed", e);
            return Optional.of(failure(request, 500, "The call failed inside the gateway"));
        }
    }

    private Reply.Message work(OpenSession session, Arrival arrival, RpcMessage.Request request, Notices client)
            throws InterruptedException {
        if (own.has(request)) {
            return own.answer(session, request);
        }
        Projection projection = Projection.to(session.revision());
        RequestMeta meta = new RequestMeta(
                session.session().capabilities(), Optional.of(session.session().clientInfo()));
        Notices projected = message -> client.send(projection.notification(message));
        Call call = calls.of(request, params(session, request), meta, arrival, projected);
        return answers.of(request.id(), session, call, arrival.challenge());
    }

    /**
     * Without what this era does not know: a client must not answer for a person who was never asked. The log level, a
     * setting of the session here, goes with each call.
     */
    private ObjectNode params(OpenSession session, RpcMessage.Request request) {
        ObjectNode params = Json.object();
        params.setAll(request.params());
        params.remove("inputResponses");
        params.remove("requestState");
        params.remove("task");
        ObjectNode meta = params.path(McpKeys.META) instanceof ObjectNode sent ? sent.deepCopy() : Json.object();
        meta.put(McpKeys.LOG_LEVEL, sessions.logLevel(session));
        params.set(McpKeys.META, meta);
        return params;
    }

    private static Reply.Message failure(RpcMessage.Request request, int status, String text) {
        return Reply.error(status, request.id(), RpcError.of(RpcError.INTERNAL, text));
    }
}
