package org.watchbill.kit.mcp.tool;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.task.Task;
import org.watchbill.kit.mcp.task.TaskCreation;
import org.watchbill.kit.mcp.task.TaskRun;
import org.watchbill.kit.mcp.task.TaskStep;
import org.watchbill.kit.mcp.task.Tasks;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls that are put aside as tasks: admitted, checked and confirmed like all others, and done later with the rights that
 * the caller had when they were taken on.
 */
final class DeferredCalls {

    /** What the description of a task carries. */
    private record Deferred(Caller caller, JsonNode arguments, UUID callId, Optional<String> traceId) {}

    static final DeferredCalls NONE = new DeferredCalls(null);

    private static final EventLog LOG = EventLog.named("org.watchbill.mcp");

    private final @Nullable Tasks tasks;

    private DeferredCalls(@Nullable Tasks tasks) {
        this.tasks = tasks;
    }

    static DeferredCalls in(Tasks tasks) {
        return new DeferredCalls(tasks);
    }

    /** The task that answers the call, or the refusal to have one; empty when the call is to be done at once. */
    Optional<ObjectNode> defer(ToolSpec spec, ToolCall call, Function<Refusal, ObjectNode> refused) {
        if (tasks == null || spec.pace() == ToolSpec.Pace.PROMPT || !call.canDefer()) {
            return Optional.empty();
        }
        ObjectNode description =
                (ObjectNode) Json.tree(new Deferred(call.caller(), call.arguments(), call.callId(), call.traceId()));
        return Optional.of(
                switch (tasks.create(Tasks.principal(call.caller()), spec.name(), description)) {
                    case TaskCreation.Created(Task task) -> task.createResult();
                    case TaskCreation.TooMany() ->
                        refused.apply(Refusal.of(
                                ErrorCode.QUOTA_EXCEEDED,
                                "Too many tasks are open or were begun within the hour; nothing was done"));
                    case TaskCreation.TooLarge() ->
                        refused.apply(Refusal.of(
                                ErrorCode.INVALID_ARGUMENT, "The arguments are too large to be put aside as a task"));
                });
    }

    /** Does a call that was put aside, and leaves the answer that it would have had at once. */
    static TaskStep resume(ToolCatalogue tools, TaskRun run) {
        ServedTool tool =
                tools.named(run.work()).orElseThrow(() -> RpcException.invalidParams("There is no tool of this name"));
        Deferred call = Json.read(run.description(), Deferred.class);
        try {
            return new TaskStep.Completed(
                    tool.resume(ToolCall.resumed(call.caller(), call.arguments(), call.callId(), call.traceId()), run));
        } catch (RpcException e) {
            throw e;
        } catch (RuntimeException e) {
            if (run.isStopped()) {
                throw e;
            }
            LOG.error("tool failed", e, Field.of("tool", run.work()), Field.of("call_id", call.callId()));
            return new TaskStep.Completed(ToolResults.failed());
        }
    }
}
