package org.watchbill.gateway.legacy;

import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.Revision;
import org.watchbill.gateway.session.SessionStates;

/** Finds the session that a request names; refuses a version header that names no revision with a handshake. */
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
        checkRevision(arrival.headers().first(McpHeaders.PROTOCOL_VERSION));
        return session;
    }

    /** The session says it all: the header may name any revision with a handshake, as clients are known to mix them up. */
    private static void checkRevision(Optional<String> header) {
        if (header.isPresent() && Revision.of(header.get()).isEmpty()) {
            throw fault(400, RpcError.BAD_TRANSPORT, "MCP-Protocol-Version is not supported");
        }
    }

    private static RpcException fault(int status, int code, String text) {
        return RpcException.unidentified(status, code, text);
    }
}
