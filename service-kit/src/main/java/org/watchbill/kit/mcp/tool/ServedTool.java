package org.watchbill.kit.mcp.tool;

import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.mcp.schema.ToolArguments;
import org.watchbill.kit.mcp.task.TaskRun;
import tools.jackson.databind.node.ObjectNode;

/** A tool together with everything that a call of it needs. */
sealed interface ServedTool permits ReadTool, WriteTool {

    static ServedTool of(Tool tool, Commands commands, Confirmations confirmations, DeferredCalls deferred) {
        return switch (tool) {
            case Tool.Read<?, ?> read -> served(read, deferred);
            case Tool.Write<?, ?> write -> served(write, commands, confirmations, deferred);
        };
    }

    private static <I extends Record, O extends Record> ServedTool served(
            Tool.Read<I, O> tool, DeferredCalls deferred) {
        return new ReadTool<>(tool, new ToolArguments<>(tool.input()), deferred);
    }

    private static <I extends Record, O extends Record> ServedTool served(
            Tool.Write<I, O> tool, Commands commands, Confirmations confirmations, DeferredCalls deferred) {
        return new WriteTool<>(tool, new ToolArguments<>(tool.input()), commands, confirmations, deferred);
    }

    Tool tool();

    ToolArguments<?> arguments();

    /** The MCP result; throws {@link org.watchbill.kit.mcp.wire.RpcException} when the call breaks the protocol. */
    ObjectNode call(ToolCall call);

    /** The same for a call that was put aside as a task; may be called again for a call that it answered. */
    ObjectNode resume(ToolCall call, TaskRun run);
}
