package org.watchbill.kit.mcp;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.ProtocolCheck;
import org.watchbill.kit.mcp.wire.RpcAnswer;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.mcp.wire.RpcMessage;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /mcp} on the internal socket: {@code server/discover}, {@code tools/list} and {@code tools/call} of MCP
 * 2026-07-28, stateless, for callers with an internal token.
 *
 * <p>A call runs through: token, tool, role, scope, arguments against the schema, stored end of a repeated call,
 * confirmation, work. Refused writes are audited like executed ones. The gateway names a call in
 * {@code _meta["org.watchbill/callId"]}.
 */
public final class McpEndpoint implements HttpService {

    /** How the service presents itself. */
    public record ServerInfo(String name, String title, String version, String instructions) {}

    private static final EventLog LOG = EventLog.named("org.watchbill.mcp");
    private static final String PATH = "/mcp";
    private static final int MILLISECONDS_FRESH = 60_000;

    private final ServerInfo info;
    private final TokenVerifier tokens;
    private final ToolCatalogue tools;

    public McpEndpoint(
            ServerInfo info, List<Tool> tools, TokenVerifier tokens, Commands commands, Confirmations confirmations) {
        this.info = info;
        this.tokens = tokens;
        this.tools = new ToolCatalogue(tools, commands, confirmations);
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
        Caller caller;
        try {
            caller = tokens.verify(token.get())
                    .caller()
                    .orElseThrow(() -> new InvalidTokenException("The token names no organisation"));
        } catch (InvalidTokenException e) {
            Challenges.invalid(response, e);
            return;
        } catch (BackendException e) {
            Problems.send(
                    response, Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The keys of the issuer are not available"));
            return;
        }
        exchange(caller, request, response);
    }

    private void exchange(Caller caller, ServerRequest request, ServerResponse response) {
        JsonNode id = MissingNode.getInstance();
        try {
            JsonNode body = RpcMessage.parse(request.content().as(byte[].class));
            id = RpcMessage.idOf(body);
            RpcMessage message = RpcMessage.of(body);
            ProtocolCheck.check(message, request.headers());
            if (message.isNotification()) {
                response.status(Status.ACCEPTED_202).send();
            } else {
                RpcAnswer.result(response, id, signed(answer(caller, message)));
            }
        } catch (RpcException e) {
            RpcAnswer.error(response, id, e);
        }
    }

    private ObjectNode answer(Caller caller, RpcMessage message) {
        return switch (message.method()) {
            case "server/discover" -> discover();
            case "tools/list" -> list(message.params());
            case "tools/call" -> call(caller, message);
            default -> throw RpcException.unknownMethod();
        };
    }

    private ObjectNode discover() {
        ObjectNode result = Json.object().put("resultType", "complete");
        result.putArray("supportedVersions").add(ProtocolCheck.VERSION);
        result.putObject("capabilities").putObject("tools");
        return cacheable(result.put("instructions", info.instructions()));
    }

    private ObjectNode list(JsonNode params) {
        if (params.has("cursor")) {
            throw RpcException.invalidParams("The cursor was not issued by this server");
        }
        ObjectNode result = Json.object().put("resultType", "complete");
        result.set("tools", tools.listing());
        return cacheable(result);
    }

    private ObjectNode call(Caller caller, RpcMessage message) {
        String name = message.params().path("name").stringValue("");
        ServedTool tool =
                tools.named(name).orElseThrow(() -> RpcException.invalidParams("There is no tool of this name"));
        ToolCall call = ToolCall.of(caller, message);
        try {
            return tool.call(call);
        } catch (RpcException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("tool failed", e, Field.of("tool", name), Field.of("call_id", call.callId()));
            return ToolResults.failed();
        }
    }

    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", MILLISECONDS_FRESH).put("cacheScope", "private");
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
