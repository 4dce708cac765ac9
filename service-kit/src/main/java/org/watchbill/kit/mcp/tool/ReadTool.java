package org.watchbill.kit.mcp.tool;

import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.schema.ToolArguments;
import org.watchbill.kit.mcp.task.TaskRun;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.node.ObjectNode;

/** Calls of a read: role, scope, arguments, answer. */
record ReadTool<I extends Record, O extends Record>(
        Tool.Read<I, O> tool, ToolArguments<I> arguments, DeferredCalls deferred) implements ServedTool {

    @Override
    public ObjectNode call(ToolCall call) {
        ToolPolicy policy = tool.spec().policy();
        Optional<Refusal> denied = Admission.refusal(policy.access(), call.caller());
        if (denied.isPresent()) {
            return ToolResults.refused(denied.get(), policy);
        }
        try {
            I input = arguments.read(call.arguments());
            return deferred.defer(tool.spec(), call, refusal -> ToolResults.refused(refusal, policy))
                    .orElseGet(() -> read(call, input));
        } catch (RefusedException e) {
            return ToolResults.refused(e.refusal(), policy);
        }
    }

    @Override
    public ObjectNode resume(ToolCall call, TaskRun run) {
        try {
            return read(call, arguments.read(call.arguments()));
        } catch (RefusedException e) {
            return ToolResults.refused(e.refusal(), tool.spec().policy());
        }
    }

    private ObjectNode read(ToolCall call, I input) {
        ToolPolicy policy = tool.spec().policy();
        return switch (tool.handler().read(call.caller(), input)) {
            case Answer.Value<O>(O value, var _) -> ToolResults.value(Json.tree(value));
            case Answer.Refused<O>(Refusal refusal, var _) -> ToolResults.refused(refusal, policy);
        };
    }
}
