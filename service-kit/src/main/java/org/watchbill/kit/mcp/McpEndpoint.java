package org.watchbill.kit.mcp;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.ProtocolCheck;
import org.watchbill.kit.mcp.wire.RpcAnswer;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.mcp.wire.RpcMessage;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;
import org.watchbill.kit.token.VerifiedToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /mcp} on the internal socket: MCP 2026-07-28, stateless, for callers with an internal token. Answers
 * {@code server/discover} itself and every other method by one of its features.
 */
public final class McpEndpoint implements HttpService {

    /** How the service presents itself. */
    public record ServerInfo(String name, String title, String version, String instructions) {}

    private static final EventLog LOG = EventLog.named("org.watchbill.mcp");
    private static final String PATH = "/mcp";

    private final ServerInfo info;
    private final TokenVerifier tokens;
    private final Map<String, McpMethod> methods = new TreeMap<>();
    private final ObjectNode capabilities = Json.object();

    public McpEndpoint(ServerInfo info, TokenVerifier tokens, List<McpFeature> features) {
        this.info = info;
        this.tokens = tokens;
        serve("server/discover", (McpMethod.Single) request -> discover());
        for (McpFeature feature : features) {
            feature.methods().forEach(this::serve);
            feature.announce(capabilities);
        }
    }

    private void serve(String name, McpMethod method) {
        if (methods.put(name, method) != null) {
            throw new IllegalArgumentException("Two features answer " + name);
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post(PATH, this::post)
                .any(
                        PATH,
                        (request, response) -> response.status(Status.METHOD_NOT_ALLOWED_405)
                                .header(HeaderNames.ALLOW, "POST")
                                .send());
    }

    private void post(ServerRequest request, ServerResponse response) {
        Optional<String> token = BearerToken.of(request.headers());
        if (token.isEmpty()) {
            Challenges.missing(response);
            return;
        }
        VerifiedToken verified;
        try {
            verified = tokens.verify(token.get());
            if (verified.caller().isEmpty()) {
                throw new InvalidTokenException("The token names no organisation");
            }
        } catch (InvalidTokenException e) {
            Challenges.invalid(response, e);
            return;
        } catch (BackendException e) {
            Problems.send(
                    response, Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The keys of the issuer are not available"));
            return;
        }
        exchange(verified, request, response);
    }

    private void exchange(VerifiedToken token, ServerRequest request, ServerResponse response) {
        JsonNode id = MissingNode.getInstance();
        try {
            JsonNode body = RpcMessage.parse(request.content().as(byte[].class));
            id = RpcMessage.idOf(body);
            RpcMessage message = RpcMessage.of(body);
            ProtocolCheck.check(message, request.headers(), methods.keySet());
            if (message.isNotification()) {
                response.status(Status.ACCEPTED_202).send();
                return;
            }
            McpRequest asked = new McpRequest(token.caller().orElseThrow(), token.expiresAt(), message);
            answer(asked, request, response);
        } catch (RpcException e) {
            RpcAnswer.send(response, e.status(), RpcAnswer.error(id, e));
        }
    }

    private void answer(McpRequest asked, ServerRequest request, ServerResponse response) {
        JsonNode id = asked.message().id();
        switch (method(asked)) {
            case McpMethod.Single single -> {
                ObjectNode result = guarded(asked, () -> single.answer(asked));
                RpcAnswer.send(response, Status.OK_200, RpcAnswer.result(id, signed(result)));
            }
            case McpMethod.Streaming streaming -> {
                try (McpMethod.Conversation conversation = guarded(asked, () -> streaming.open(asked))) {
                    RpcStream.answer(
                            request, response, id, events -> signed(guarded(asked, () -> conversation.hold(events))));
                }
            }
        }
    }

    private static <T> T guarded(McpRequest asked, Supplier<T> work) {
        try {
            return work.get();
        } catch (RpcException | CloseConnectionException e) {
            throw e;
        } catch (RefusedException e) {
            throw RpcException.refused(e.refusal());
        } catch (RuntimeException e) {
            LOG.error("request failed", e, Field.of("method", asked.message().method()));
            throw RpcException.internal();
        }
    }

    private McpMethod method(McpRequest asked) {
        McpMethod method = methods.get(asked.message().method());
        if (method == null) {
            throw RpcException.unknownMethod();
        }
        return method;
    }

    private ObjectNode discover() {
        ObjectNode result = McpResults.complete();
        result.putArray("supportedVersions").add(ProtocolCheck.VERSION);
        result.set("capabilities", capabilities);
        return McpResults.listed(result.put("instructions", info.instructions()));
    }

    private ObjectNode signed(ObjectNode result) {
        result.withObjectProperty("_meta")
                .putObject("io.modelcontextprotocol/serverInfo")
                .put("name", info.name())
                .put("title", info.title())
                .put("version", info.version());
        return result;
    }
}
