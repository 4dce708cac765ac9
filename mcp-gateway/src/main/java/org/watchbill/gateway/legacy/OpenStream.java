package org.watchbill.gateway.legacy;

import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.legacy.stream.ReplayedStreams;
import org.watchbill.gateway.legacy.stream.SessionStreams;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.session.OpenSession;

/** GET within a session: the stream of a call that is resumed, or the session's own. */
public final class OpenStream {

    private final ReplayedStreams replayed;
    private final SessionStreams own;

    public OpenStream(ReplayedStreams replayed, SessionStreams own) {
        this.replayed = replayed;
        this.own = own;
    }

    Reply open(Arrival arrival, OpenSession session) {
        if (!arrival.headers().accepts("text/event-stream")) {
            throw fault(406, "Accept must name text/event-stream");
        }
        Optional<String> lastEvent = arrival.headers().first(McpHeaders.LAST_EVENT_ID);
        if (lastEvent.isEmpty() || own.isTheirs(lastEvent.get())) {
            return new Reply.Stream(own.open(arrival, session, lastEvent.isPresent()));
        }
        return replayed.resume(arrival, session, lastEvent.get())
                .<Reply>map(Reply.Stream::new)
                .orElseThrow(() -> fault(400, "There is no such stream to resume"));
    }

    Reply.Stream unasked(Arrival arrival, OpenSession session) {
        return new Reply.Stream(own.listen(arrival, session));
    }

    private static RpcException fault(int status, String text) {
        return RpcException.unidentified(status, RpcError.BAD_TRANSPORT, text);
    }
}
