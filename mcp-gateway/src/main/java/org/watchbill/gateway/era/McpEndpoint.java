package org.watchbill.gateway.era;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.door.Door;
import org.watchbill.gateway.door.FramingRules;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.modern.ModernEra;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.rpc.RpcReader;

/** {@code /mcp}, for every revision: Origin, then limits and credential, then framing, then the message itself. */
public final class McpEndpoint implements HttpService {

    private static final HeaderName SESSION_ID = HeaderNames.create(McpHeaders.SESSION_ID);

    private static final List<String> IN_SESSION = List.of("POST", "GET", "DELETE");

    private final Door door;
    private final Challenge challenge;
    private final List<String> alone;
    private final ModernEra modern;
    private final LegacyEra legacy;

    public McpEndpoint(Door door, Challenge challenge, ModernEra modern, LegacyEra legacy) {
        this(door, challenge, List.of("POST"), modern, legacy);
    }

    private McpEndpoint(Door door, Challenge challenge, List<String> alone, ModernEra modern, LegacyEra legacy) {
        this.door = door;
        this.challenge = challenge;
        this.alone = alone;
        this.modern = modern;
        this.legacy = legacy;
    }

    /** The same endpoint under another path, where clients without a credential are sent to other metadata. */
    public McpEndpoint challenging(Challenge other) {
        return new McpEndpoint(door, other, alone, modern, legacy);
    }

    /** The same beside another handler that serves {@code GET} outside of sessions. */
    public McpEndpoint besideStream() {
        return new McpEndpoint(door, challenge, List.of("POST", "GET"), modern, legacy);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", door.forBrowsers())
                .post("/", door.guarded(challenge, answering(this::post)))
                .get("/", inSession(answering(this::open)))
                .delete("/", inSession(answering((arrival, request) -> legacy.end(arrival))))
                .options("/", door.preflight(IN_SESSION))
                .any("/", this::refuseMethod);
    }

    private void refuseMethod(ServerRequest request, ServerResponse response) {
        door.refuseMethod(request, response, request.headers().contains(SESSION_ID) ? IN_SESSION : alone);
    }

    /** Only clients of the handshake era do more than POST, and only within a session. */
    private Handler inSession(Door.Inside inside) {
        Handler guarded = door.guarded(challenge, inside);
        return (request, response) -> {
            if (request.headers().contains(SESSION_ID)) {
                guarded.handle(request, response);
            } else {
                refuseMethod(request, response);
            }
        };
    }

    private Door.Inside answering(BiFunction<Arrival, ServerRequest, Reply> use) {
        return (arrival, request, response) -> door.replies().send(request, response, reply(arrival, request, use));
    }

    private static Reply reply(Arrival arrival, ServerRequest request, BiFunction<Arrival, ServerRequest, Reply> use) {
        try {
            return use.apply(arrival, request);
        } catch (RpcException e) {
            return e.reply();
        }
    }

    private Reply post(Arrival arrival, ServerRequest request) {
        FramingRules.check(arrival.headers());
        byte[] body = Door.body(request);
        RpcMessage message = RpcReader.read(body);
        Optional<Reply> refusal = door.countRest(arrival, message);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Reply reply = switch (Era.of(message, arrival.headers())) {
            case MODERN -> modern.answer(arrival, (RpcMessage.Invocation) message);
            case LEGACY -> legacy.answer(arrival, message);
        };
        return door.bounded(arrival, message, body.length, reply);
    }

    private Reply open(Arrival arrival, ServerRequest request) {
        return door.bounded(arrival, legacy.open(arrival));
    }
}
