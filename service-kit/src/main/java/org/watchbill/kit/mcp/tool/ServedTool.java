package org.watchbill.kit.mcp.tool;

import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.mcp.schema.ToolArguments;
import tools.jackson.databind.node.ObjectNode;

/** A tool together with everything that a call of it needs. */
sealed interface ServedTool permits ReadTool, WriteTool {

    static ServedTool of(Tool tool, Commands commands, Confirmations confirmations) {
        return switch (tool) {
            case Tool.Read<?, ?> read -> served(read);
            case Tool.Write<?, ?> write -> served(write, commands, confirmations);
        };
    }

    private static <I extends Record, O extends Record> ServedTool served(Tool.Read<I, O> tool) {
        return new ReadTool<>(tool, new ToolArguments<>(tool.input()));
    }

    private static <I extends Record, O extends Record> ServedTool served(
            Tool.Write<I, O> tool, Commands commands, Confirmations confirmations) {
        return new WriteTool<>(tool, new ToolArguments<>(tool.input()), commands, confirmations);
    }

    Tool tool();

    ToolArguments<?> arguments();

    /** The MCP result; throws {@link org.watchbill.kit.mcp.wire.RpcException} when the call breaks the protocol. */
    ObjectNode call(ToolCall call);
}
