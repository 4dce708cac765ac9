package org.watchbill.gateway.era;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Admission;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.credential.Credentials;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.modern.ModernEra;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.rpc.RpcReader;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.http.Trace;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/** {@code POST /mcp}, for every revision: Origin, then credential, then framing, then the message itself. */
public final class McpEndpoint implements HttpService {

    private final BrowserAccess browsers;
    private final Credentials credentials;
    private final Challenge challenge;
    private final ModernEra modern;
    private final LegacyEra legacy;
    private final Replies replies;

    public McpEndpoint(
            BrowserAccess browsers,
            Credentials credentials,
            Challenge challenge,
            ModernEra modern,
            LegacyEra legacy,
            Replies replies) {
        this.browsers = browsers;
        this.credentials = credentials;
        this.challenge = challenge;
        this.modern = modern;
        this.legacy = legacy;
        this.replies = replies;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", this::checkOrigin)
                .post("/", this::post)
                .options("/", browsers::preflight)
                .any("/", this::refuseMethod);
    }

    private void checkOrigin(ServerRequest request, ServerResponse response) {
        if (browsers.admit(request, response)) {
            response.next();
        } else {
            RpcError error = RpcError.of(RpcError.INVALID_REQUEST, "The origin is not allowed");
            replies.send(request, response, Reply.error(403, Optional.empty(), error));
        }
    }

    private void refuseMethod(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, "POST, OPTIONS");
        RpcError error = RpcError.of(RpcError.BAD_TRANSPORT, "Messages are sent with POST");
        replies.send(request, response, Reply.error(405, Optional.empty(), error));
    }

    private void post(ServerRequest request, ServerResponse response) {
        McpHeaders headers = headers(request);
        switch (credentials.admit(headers.first("Authorization"))) {
            case Admission.Denied denied -> {
                String wanted = denied.tokenSent() ? challenge.invalidToken() : challenge.missingToken();
                response.header(HeaderNames.WWW_AUTHENTICATE, wanted);
                Problems.send(response, Refusal.of(ErrorCode.UNAUTHENTICATED, "A valid access token is needed"));
            }
            case Admission.Unavailable unavailable ->
                Problems.send(
                        response,
                        Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The token cannot be checked at the moment"));
            case Admission.Admitted admitted ->
                replies.send(request, response, reply(admitted.identity(), headers, request));
        }
    }

    private Reply reply(Identity caller, McpHeaders headers, ServerRequest request) {
        try {
            FramingRules.check(headers);
            RpcMessage message = RpcReader.read(body(request));
            Arrival arrival = new Arrival(caller, headers, Trace.of(request));
            return switch (Era.of(message, headers)) {
                case MODERN -> modern.answer(arrival, (RpcMessage.Invocation) message);
                case LEGACY -> legacy.answer(arrival, message);
            };
        } catch (RpcException e) {
            return e.reply();
        }
    }

    private static byte[] body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }

    private static McpHeaders headers(ServerRequest request) {
        Map<String, List<String>> values = new HashMap<>();
        request.headers().forEach(header -> values.put(header.name(), header.allValues()));
        return new McpHeaders(values);
    }
}
