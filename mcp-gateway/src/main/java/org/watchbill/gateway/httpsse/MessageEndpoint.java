package org.watchbill.gateway.httpsse;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.door.Door;
import org.watchbill.gateway.door.FramingRules;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.rpc.RpcReader;
import org.watchbill.gateway.shared.SharedStateException;

/** {@code POST /message?sessionId=...}: the client's half of the conversation. Answers come on its stream. */
public final class MessageEndpoint implements HttpService {

    public static final String PATH = "/message";

    private static final List<String> METHODS = List.of("POST");

    private final Door door;
    private final Challenge challenge;
    private final Connections connections;
    private final LegacyEra legacy;

    public MessageEndpoint(Door door, Challenge challenge, Connections connections, LegacyEra legacy) {
        this.door = door;
        this.challenge = challenge;
        this.connections = connections;
        this.legacy = legacy;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", door.forBrowsers())
                .post("/", door.guarded(challenge, this::post))
                .options("/", door.preflight(METHODS))
                .any("/", (request, response) -> door.refuseMethod(request, response, METHODS));
    }

    private void post(Arrival arrival, ServerRequest request, ServerResponse response) {
        try {
            FramingRules.checkBody(arrival.headers());
            Connection connection = connection(arrival, request);
            byte[] body = Door.body(request);
            RpcMessage message = RpcReader.read(body);
            Reply reply = door.countRest(arrival, message)
                    .orElseGet(() -> door.bounded(
                            arrival, message, body.length, legacy.answer(within(arrival, connection), message)));
            if (reply instanceof Reply.Message made) {
                sessionOf(made).ifPresent(id -> connections.begin(connection, id));
            }
            door.replies().sendElsewhere(response, reply, connections.outbox(connection));
        } catch (RpcException e) {
            door.replies().send(request, response, e.reply());
        } catch (SharedStateException e) {
            RpcError error = RpcError.of(RpcError.INTERNAL, "Sessions are not available at the moment");
            door.replies().send(request, response, Reply.error(503, Optional.empty(), error));
        }
    }

    private Connection connection(Arrival arrival, ServerRequest request) {
        String id = request.query()
                .first("sessionId")
                .asOptional()
                .orElseThrow(() ->
                        RpcException.unidentified(400, RpcError.BAD_TRANSPORT, "The parameter sessionId is missing"));
        return connections
                .find(id, arrival.caller().principal())
                .orElseThrow(() -> RpcException.unidentified(404, RpcError.SESSION_NOT_FOUND, "Session not found"));
    }

    /** Within the session that was begun on the stream, whatever the request itself says. */
    private Arrival within(Arrival arrival, Connection connection) {
        return connections
                .session(connection)
                .map(id -> arrival.with(arrival.headers().with(McpHeaders.SESSION_ID, id)))
                .orElseGet(() -> arrival.with(arrival.headers().without(McpHeaders.SESSION_ID)));
    }

    private static Optional<String> sessionOf(Reply.Message message) {
        return Optional.ofNullable(message.headers().get(McpHeaders.SESSION_ID));
    }
}
