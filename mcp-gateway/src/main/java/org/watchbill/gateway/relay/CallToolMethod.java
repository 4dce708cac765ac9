package org.watchbill.gateway.relay;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Method;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.catalogue.Toolbox;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.task.SealedTask;
import org.watchbill.gateway.task.TaskExtension;
import org.watchbill.gateway.task.TaskSeals;
import org.watchbill.gateway.task.TaskView;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.kit.config.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/call}: forwards the call to the service that has the tool, which alone decides about it. */
public final class CallToolMethod implements Method {

    private static final int LONGEST_TASK_ID = 256;

    private final Catalogue catalogue;
    private final TaskSeals seals;

    public CallToolMethod(Catalogue catalogue, TaskSeals seals) {
        this.catalogue = catalogue;
        this.seals = seals;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        JsonNode name = call.params().path("name");
        JsonNode arguments = call.params().path("arguments");
        if (!name.isString() || !(arguments.isObject() || arguments.isMissingNode())) {
            return Relay.invalid("name must be a text and arguments an object");
        }
        Secret token = call.caller().internalToken();
        return switch (catalogue.find(Kind.TOOLS, token, name.stringValue())) {
            case Catalogue.Lookup.Found(Offer tool) ->
                switch (catalogue.tools(token, call.toolsets())) {
                    case Toolbox.NoSuchToolset none -> ListMethod.refused(none);
                    case Toolbox.Chosen chosen -> chosen.has(tool) ? forward(call, tool) : unknown(name);
                };
            case Catalogue.Lookup.Unknown unknown -> unknown(name);
            case Catalogue.Lookup.Undecided undecided -> ToolRefusal.unavailable();
        };
    }

    private Outcome forward(Call call, Offer tool) throws InterruptedException {
        return switch (Relay.ask(call, tool, Optional.of("name"))) {
            case UpstreamAnswer.Result(ObjectNode result)
            when result.path("resultType").stringValue("").equals("task") -> created(call, result, tool);
            case UpstreamAnswer.Result(ObjectNode result) ->
                Relay.outcome(result, call, body -> complete(result, body, tool));
            case UpstreamAnswer.Failed answer -> Relay.failed(answer.error(), tool);
            case UpstreamAnswer.Lost lost ->
                tool.readOnly() || lost.nothingDone() ? ToolRefusal.unavailable() : ToolRefusal.inDoubt();
        };
    }

    /** Only a client that has said that it can deal with tasks gets one. */
    private Outcome created(Call call, ObjectNode result, Offer tool) {
        String ownId = result.path("taskId").stringValue("");
        if (ownId.isEmpty()
                || ownId.length() > LONGEST_TASK_ID
                || !TaskExtension.isDeclared(call.client().clientCapabilities())) {
            return Relay.unknownAnswer();
        }
        SealedTask task =
                seals.seal(tool.upstream().name(), ownId, call.caller().principal());
        return new Outcome.TaskCreated(TaskView.of(result, task));
    }

    private static Outcome complete(ObjectNode result, ObjectNode body, Offer tool) {
        JsonNode scope = result.path(McpKeys.META).path(McpKeys.REQUIRED_SCOPE);
        if (scope.isString()
                && result.path("isError").booleanValue(false)
                && !tool.upstream().foreign()) {
            return new Outcome.ScopeNeeded(scope.stringValue(), body);
        }
        if (!body.path("content").isArray()) {
            body.putArray("content");
        }
        return new Outcome.Result(body);
    }

    private static Outcome unknown(JsonNode name) {
        return Relay.invalid("Unknown tool: " + name.stringValue());
    }
}
