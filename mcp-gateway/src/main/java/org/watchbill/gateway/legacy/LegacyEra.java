package org.watchbill.gateway.legacy;

import java.util.function.Function;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.gateway.shared.SharedStateException;

/** Everything that comes with a session, and the handshake that makes one. */
public final class LegacyEra {

    private final Handshake handshake;
    private final SessionGate gate;
    private final SessionStates sessions;
    private final SessionPosts posts;
    private final OpenStream streams;

    public LegacyEra(
            Handshake handshake, SessionGate gate, SessionStates sessions, SessionPosts posts, OpenStream streams) {
        this.handshake = handshake;
        this.gate = gate;
        this.sessions = sessions;
        this.posts = posts;
        this.streams = streams;
    }

    /** POST. */
    public Reply answer(Arrival arrival, RpcMessage message) {
        if (message instanceof RpcMessage.Request request && request.method().equals(Handshake.METHOD)) {
            return handshake.answer(arrival.caller(), request);
        }
        try {
            return within(arrival, session -> posts.answer(arrival, session, message));
        } catch (RpcException e) {
            throw e.about(message);
        }
    }

    /** GET: a stream of what belongs to no call, or the rest of a stream that was lost. */
    public Reply open(Arrival arrival) {
        return within(arrival, session -> streams.open(arrival, session));
    }

    /** What belongs to no call, for a transport that has a stream for it already. */
    public Reply.Stream unasked(Arrival arrival) {
        return within(arrival, session -> streams.unasked(arrival, session));
    }

    /** DELETE. */
    public Reply end(Arrival arrival) {
        return within(arrival, session -> {
            sessions.end(session);
            return new Reply.NoContent();
        });
    }

    private <R extends Reply> R within(Arrival arrival, Function<OpenSession, R> use) {
        try {
            return use.apply(gate.session(arrival));
        } catch (SharedStateException e) {
            throw RpcException.unidentified(
                    503, RpcError.INTERNAL, "Sessions are not available at the moment; try again shortly");
        }
    }
}
