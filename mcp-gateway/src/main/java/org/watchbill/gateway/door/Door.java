package org.watchbill.gateway.door;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.catalogue.Toolsets;
import org.watchbill.gateway.credential.Admission;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.credential.Credentials;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.credential.PresentedCredential;
import org.watchbill.gateway.credential.Proofs;
import org.watchbill.gateway.limit.CallerLimits;
import org.watchbill.gateway.limit.StreamSlots;
import org.watchbill.gateway.limit.TooMany;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.rpc.RpcReader;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.http.Trace;
import org.watchbill.kit.http.address.ClientAddresses;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/** Lets in who may come in: first the origin of a browser, then who does not come too often, then the credential. */
public final class Door {

    /** What happens to a request that was let in. */
    @FunctionalInterface
    public interface Inside {
        void receive(Arrival arrival, ServerRequest request, ServerResponse response);
    }

    private final BrowserAccess browsers;
    private final ClientAddresses addresses;
    private final CallerLimits limits;
    private final Credentials credentials;
    private final Replies replies;

    public Door(
            BrowserAccess browsers,
            ClientAddresses addresses,
            CallerLimits limits,
            Credentials credentials,
            Replies replies) {
        this.browsers = browsers;
        this.addresses = addresses;
        this.limits = limits;
        this.credentials = credentials;
        this.replies = replies;
    }

    /** How answers go out. */
    public Replies replies() {
        return replies;
    }

    /** Refuses foreign origins and opens the response to the browser's; goes before all other handlers of a path. */
    public Handler forBrowsers() {
        return (request, response) -> {
            if (browsers.admit(request, response)) {
                response.next();
            } else {
                RpcError error = RpcError.of(RpcError.INVALID_REQUEST, "The origin is not allowed");
                replies.send(request, response, Reply.error(403, Optional.empty(), error));
            }
        };
    }

    /** Answers a browser's question before the request itself, for a path that has {@code methods}. */
    public Handler preflight(List<String> methods) {
        String allowed = String.join(", ", methods);
        return (request, response) -> browsers.preflight(allowed, request, response);
    }

    /** Refuses every method but those that this request could have had. */
    public void refuseMethod(ServerRequest request, ServerResponse response, List<String> methods) {
        response.header(HeaderNames.ALLOW, String.join(", ", methods) + ", OPTIONS");
        RpcError error = RpcError.of(RpcError.BAD_TRANSPORT, "The path does not have this method");
        replies.send(request, response, Reply.error(405, Optional.empty(), error));
    }

    /** Lets requests with a good credential to {@code inside}; others are challenged to sign in for {@code resource}. */
    public Handler guarded(Challenge resource, Inside inside) {
        return (request, response) -> {
            McpHeaders headers = headers(request);
            String address = addresses.keyOf(request);
            PresentedCredential shown = credentials.find(headers, query(request), address, call(request));
            Optional<TooMany> refusal = limits.requests().atAddress(address, () -> credentials.know(shown));
            if (refusal.isPresent()) {
                replies.send(request, response, refusal.get().reply(Optional.empty()));
                return;
            }
            Admission admission = credentials.arrive(shown);
            if (admission instanceof Admission.Admitted(Identity caller)) {
                Arrival arrival = new Arrival(
                        caller,
                        headers,
                        Trace.of(request),
                        toolsets(request),
                        () -> credentials.admit(shown),
                        resource);
                count(arrival, inside, request, response);
            } else {
                refuse(admission, resource, request, response);
            }
        };
    }

    private void refuse(Admission admission, Challenge resource, ServerRequest request, ServerResponse response) {
        if (!(admission instanceof Admission.Unavailable)) {
            limits.requests().denied(addresses.keyOf(request));
        }
        switch (admission) {
            case Admission.Denied denied -> {
                String wanted = denied.tokenSent() ? resource.invalidToken() : resource.missingToken();
                response.header(HeaderNames.WWW_AUTHENTICATE, wanted);
                Problems.send(response, Refusal.of(ErrorCode.UNAUTHENTICATED, denied.reason()));
            }
            case Admission.BadProof(String reason) -> {
                response.header(HeaderNames.WWW_AUTHENTICATE, resource.invalidProof());
                Problems.send(response, Refusal.of(ErrorCode.UNAUTHENTICATED, reason));
            }
            case Admission.Throttled(Duration pause) -> {
                TooMany tooMany = new TooMany("Too many attempts to sign in", pause);
                replies.send(request, response, tooMany.reply(Optional.empty()));
            }
            case Admission.Unavailable unavailable ->
                Problems.send(
                        response,
                        Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The token cannot be checked at the moment"));
            case Admission.Admitted admitted -> throw new IllegalStateException("Admitted and refused");
        }
    }

    private void count(Arrival arrival, Inside inside, ServerRequest request, ServerResponse response) {
        Optional<TooMany> refusal =
                limits.requests().ofPrincipal(arrival.caller().principal());
        if (refusal.isPresent()) {
            replies.send(request, response, refusal.get().reply(id(request)));
        } else {
            inside.receive(arrival, request, response);
        }
    }

    /** Counts the messages of a batch after the first, for which the request itself was counted. */
    public Optional<Reply> countRest(Arrival arrival, RpcMessage message) {
        if (!(message instanceof RpcMessage.Batch(List<RpcMessage> messages))) {
            return Optional.empty();
        }
        Optional<TooMany> refusal = messages.stream()
                .skip(1)
                .flatMap(further ->
                        limits.requests().ofPrincipal(arrival.caller().principal()).stream())
                .findFirst();
        return refusal.map(found -> found.reply(Optional.empty()));
    }

    /** The stream within what its caller may have in progress. */
    public Reply bounded(Arrival arrival, Reply reply) {
        return limits.streams().bound(arrival.caller().principal(), Optional.empty(), reply);
    }

    /** The reply to a message, which came in so many bytes, within what its caller may have in progress. */
    public Reply bounded(Arrival arrival, RpcMessage message, int bytes, Reply reply) {
        int requests = message instanceof RpcMessage.Batch(List<RpcMessage> messages) ? messages.size() : 1;
        return limits.streams()
                .bound(
                        arrival.caller().principal(),
                        RpcMessage.idOf(message),
                        reply,
                        StreamSlots.places(requests, bytes));
    }

    /** What was sent; empty when nothing was. */
    public static byte[] body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }

    /** The id of the request that the body holds, if it holds one. */
    private static Optional<JsonNode> id(ServerRequest request) {
        try {
            return request.content().hasEntity()
                    ? RpcMessage.idOf(RpcReader.read(request.content().as(byte[].class)))
                    : Optional.empty();
        } catch (RpcException unreadable) {
            return Optional.empty();
        }
    }

    private static McpHeaders headers(ServerRequest request) {
        Map<String, List<String>> values = new HashMap<>();
        request.headers().forEach(header -> values.put(header.name(), header.allValues()));
        return new McpHeaders(values);
    }

    private static Map<String, String> query(ServerRequest request) {
        Map<String, String> values = new HashMap<>();
        request.query().toMap().forEach((name, texts) -> values.put(name, String.join(", ", texts)));
        return values;
    }

    private static Proofs.Call call(ServerRequest request) {
        return new Proofs.Call(
                request.prologue().method().text(), request.path().absolute().path());
    }

    private static Toolsets toolsets(ServerRequest request) {
        return Toolsets.of(request.query().all(Toolsets.PARAMETER, List::of));
    }
}
