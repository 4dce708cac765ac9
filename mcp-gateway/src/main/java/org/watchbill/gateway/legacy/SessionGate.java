package org.watchbill.gateway.legacy;

import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.Revision;
import org.watchbill.gateway.session.SessionStates;

/** Finds the session that a request names, and holds the request to the revision that was negotiated there. */
public final class SessionGate {

    private final SessionStates sessions;

    public SessionGate(SessionStates sessions) {
        this.sessions = sessions;
    }

    OpenSession session(Arrival arrival) {
        String id = arrival.headers()
                .first(McpHeaders.SESSION_ID)
                .orElseThrow(() -> fault(400, RpcError.BAD_TRANSPORT, "Mcp-Session-Id is missing"));
        OpenSession session = sessions.find(id, arrival.caller().principal())
                .orElseThrow(() -> fault(404, RpcError.SESSION_NOT_FOUND, "Session not found"));
        checkRevision(arrival.headers().first(McpHeaders.PROTOCOL_VERSION), session.revision());
        return session;
    }

    /** Without the header the session says it all; before it was invented a client may name any revision that there is. */
    private static void checkRevision(Optional<String> header, Revision negotiated) {
        if (header.isEmpty()) {
            return;
        }
        Optional<Revision> named = Revision.of(header.get());
        boolean fits = named.isPresent() && (named.get() == negotiated || !negotiated.hasVersionHeader());
        if (!fits) {
            throw fault(400, RpcError.BAD_TRANSPORT, "MCP-Protocol-Version is not the negotiated revision");
        }
    }

    private static RpcException fault(int status, int code, String text) {
        return RpcException.unidentified(status, code, text);
    }
}
