package org.watchbill.gateway.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.CatalogueTool;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.PublicPart;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.gateway.upstream.UpstreamRequest;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/call}: forwards the call to the service that has the tool, which alone decides about it. */
public final class CallToolMethod implements Method {

    private static final EventLog LOG = EventLog.named(CallToolMethod.class.getName());

    private final Catalogue catalogue;

    public CallToolMethod(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        JsonNode name = call.params().path("name");
        JsonNode arguments = call.params().path("arguments");
        if (!name.isString() || !(arguments.isObject() || arguments.isMissingNode())) {
            return invalid("name must be a text and arguments an object");
        }
        return switch (catalogue.find(call.caller().internalToken(), name.stringValue())) {
            case Catalogue.Lookup.Found found -> forward(call, found.tool());
            case Catalogue.Lookup.Unknown unknown -> invalid("Unknown tool: " + name.stringValue());
            case Catalogue.Lookup.Undecided undecided -> ToolRefusal.unavailable();
        };
    }

    private static Outcome forward(Call call, CatalogueTool tool) throws InterruptedException {
        UpstreamRequest request = new UpstreamRequest(
                call.method(),
                Optional.of(tool.name()),
                paramHeaders(tool, call.params().path("arguments")),
                ForwardedParams.of(call),
                call.caller().internalToken(),
                tool.readOnly());
        return switch (tool.upstream().ask(request, RelatedNotices.of(call))) {
            case UpstreamAnswer.Result answer ->
                outcome(answer.result(), call.client().clientCapabilities());
            case UpstreamAnswer.Failed answer -> new Outcome.Failed(translated(answer.error(), tool));
            case UpstreamAnswer.Lost lost ->
                tool.readOnly() || lost.nothingDone() ? ToolRefusal.unavailable() : ToolRefusal.inDoubt();
        };
    }

    private static Map<String, String> paramHeaders(CatalogueTool tool, JsonNode arguments) {
        Map<String, String> headers = new HashMap<>();
        tool.paramHeaders()
                .forEach(param -> param.text(arguments).ifPresent(text -> headers.put(param.header(), text)));
        return headers;
    }

    private static Outcome outcome(ObjectNode result, JsonNode capabilities) {
        ObjectNode body = PublicPart.of(result);
        body.remove("resultType");
        return switch (result.path("resultType").stringValue("complete")) {
            case "complete" -> complete(result, body);
            case "input_required" ->
                InputRequestRules.unmet(body, capabilities)
                        .<Outcome>map(Outcome.Failed::new)
                        .orElseGet(() -> new Outcome.InputRequired(body));
            default -> new Outcome.Failed(RpcError.of(RpcError.INTERNAL, "The service answered in an unknown way"));
        };
    }

    private static Outcome complete(ObjectNode result, ObjectNode body) {
        JsonNode scope = result.path(McpKeys.META).path(McpKeys.REQUIRED_SCOPE);
        if (scope.isString() && result.path("isError").booleanValue(false)) {
            return new Outcome.ScopeNeeded(scope.stringValue(), body);
        }
        if (!body.path("content").isArray()) {
            body.putArray("content");
        }
        return new Outcome.Result(body);
    }

    /** Only what is the client's own fault is passed on; codes that speak of the gateway's request are not. */
    private static RpcError translated(RpcError error, CatalogueTool tool) {
        return switch (error.code()) {
            case RpcError.INVALID_PARAMS, RpcError.MISSING_CLIENT_CAPABILITY -> error;
            default -> {
                LOG.warning(
                        "upstream fails a call",
                        Field.of("upstream", tool.upstream().name()),
                        Field.of("tool", tool.name()),
                        Field.of("code", error.code()));
                yield RpcError.of(RpcError.INTERNAL, "The service behind this tool failed");
            }
        };
    }

    private static Outcome invalid(String message) {
        return new Outcome.Failed(RpcError.of(RpcError.INVALID_PARAMS, message));
    }
}
