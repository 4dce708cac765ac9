package org.watchbill.gateway.legacy;

import java.time.InstantSource;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.Session;
import org.watchbill.gateway.session.Sessions;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** {@code initialize}: whatever revision is offered, the one of this era that is served is answered. */
public final class Handshake {

    static final String METHOD = "initialize";
    static final String REVISION = "2025-11-25";

    private final Sessions sessions;
    private final ServerIdentity server;
    private final InstantSource time;

    public Handshake(Sessions sessions, ServerIdentity server, InstantSource time) {
        this.sessions = sessions;
        this.server = server;
        this.time = time;
    }

    Reply answer(Identity caller, RpcMessage.Request request) {
        ObjectNode params = request.params();
        if (!params.path("protocolVersion").isString()
                || !params.path("capabilities").isObject()
                || !params.path("clientInfo").isObject()) {
            return Reply.error(
                    200,
                    request.id(),
                    RpcError.of(
                            RpcError.INVALID_PARAMS,
                            "initialize needs protocolVersion (text), capabilities and clientInfo (objects)"));
        }
        Session session = Session.of(REVISION, params, caller.principal(), time.instant());
        ObjectNode result = Json.object().put("protocolVersion", REVISION);
        result.set("capabilities", server.capabilities());
        result.set("serverInfo", server.implementation());
        result.put("instructions", server.instructions());
        return Reply.result(request.id(), result).with(McpHeaders.SESSION_ID, sessions.id(session));
    }
}
