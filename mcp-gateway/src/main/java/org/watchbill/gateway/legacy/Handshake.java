package org.watchbill.gateway.legacy;

import java.time.InstantSource;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.legacy.projection.Projection;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.Revision;
import org.watchbill.gateway.session.Session;
import org.watchbill.gateway.session.Sessions;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** {@code initialize}: the revision that is offered, if it is of this era and served, else the newest of this era. */
public final class Handshake {

    static final String METHOD = "initialize";

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
        Revision revision =
                Revision.of(params.path("protocolVersion").stringValue()).orElse(Revision.NEWEST);
        Session session = Session.of(revision, params, caller.principal(), time.instant());
        Projection projection = Projection.to(revision);
        ObjectNode result = Json.object().put("protocolVersion", revision.text());
        result.set("capabilities", projection.capabilities(server.capabilities()));
        result.set("serverInfo", projection.implementation(server.implementation()));
        result.put("instructions", server.instructions());
        return Reply.result(request.id(), result).with(McpHeaders.SESSION_ID, sessions.id(session));
    }
}
