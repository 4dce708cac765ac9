package org.watchbill.gateway.httpsse;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.door.Door;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.shared.SharedStateException;

/** {@code GET /sse}. Everything else on this path, and a GET within a session, is Streamable HTTP: the next handler's. */
public final class EventsEndpoint implements HttpService {

    private static final HeaderName SESSION_ID = HeaderNames.create(McpHeaders.SESSION_ID);

    private final Door door;
    private final Challenge challenge;
    private final HoldStream streams;

    public EventsEndpoint(Door door, Challenge challenge, HoldStream streams) {
        this.door = door;
        this.challenge = challenge;
        this.streams = streams;
    }

    @Override
    public void routing(HttpRules rules) {
        Handler open = door.guarded(challenge, this::open);
        rules.get("/", door.forBrowsers()).get("/", (request, response) -> {
            if (request.headers().contains(SESSION_ID)) {
                response.next();
            } else {
                open.handle(request, response);
            }
        });
    }

    private void open(Arrival arrival, ServerRequest request, ServerResponse response) {
        door.replies().send(request, response, opened(arrival));
    }

    private Reply opened(Arrival arrival) {
        if (!arrival.headers().accepts("text/event-stream")) {
            return refusal(406, RpcError.BAD_TRANSPORT, "Accept must name text/event-stream");
        }
        try {
            return door.bounded(arrival, new Reply.Stream(streams.open(arrival)));
        } catch (SharedStateException e) {
            return refusal(503, RpcError.INTERNAL, "Streams are not available at the moment; try again shortly");
        }
    }

    private static Reply refusal(int status, int code, String text) {
        return Reply.error(status, Optional.empty(), RpcError.of(code, text));
    }
}
