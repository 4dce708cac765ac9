package org.watchbill.kit.mcp.tool;

import java.util.List;
import java.util.Map;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.McpResults;
import org.watchbill.kit.mcp.task.TaskWork;
import org.watchbill.kit.mcp.task.Tasks;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code tools/list} and {@code tools/call}.
 *
 * <p>A call runs through: tool, role, scope, arguments against the schema, stored end of a repeated call, confirmation,
 * work. Refused writes are audited like executed ones. The gateway names a call in {@code _meta["org.watchbill/callId"]}.
 */
public final class ToolMethods implements McpFeature {

    private static final EventLog LOG = EventLog.named("org.watchbill.mcp");

    private final ToolCatalogue tools;

    /** Tools that are all prompt. */
    public ToolMethods(List<Tool> tools, Commands commands, Confirmations confirmations) {
        this(tools, commands, confirmations, DeferredCalls.NONE);
        for (Tool tool : tools) {
            if (tool.spec().pace() == ToolSpec.Pace.LONG) {
                throw new IllegalArgumentException(tool.spec().name() + " may take long, but there are no tasks");
            }
        }
    }

    /** Puts long calls of clients that know tasks into {@code tasks}, which somebody starts with {@link #deferred}. */
    public ToolMethods(List<Tool> tools, Commands commands, Confirmations confirmations, Tasks tasks) {
        this(tools, commands, confirmations, DeferredCalls.in(tasks));
    }

    private ToolMethods(List<Tool> tools, Commands commands, Confirmations confirmations, DeferredCalls deferred) {
        this.tools = new ToolCatalogue(tools, commands, confirmations, deferred);
    }

    /** Does the calls that were put aside. */
    public TaskWork deferred() {
        return run -> DeferredCalls.resume(tools, run);
    }

    @Override
    public Map<String, McpMethod> methods() {
        return Map.of("tools/list", (McpMethod.Single) this::list, "tools/call", (McpMethod.Single) this::call);
    }

    @Override
    public void announce(ObjectNode capabilities) {
        capabilities.putObject("tools");
    }

    private ObjectNode list(McpRequest request) {
        return McpResults.list(request, "tools", tools.listing());
    }

    private ObjectNode call(McpRequest request) {
        String name = request.params().path("name").stringValue("");
        ServedTool tool =
                tools.named(name).orElseThrow(() -> RpcException.invalidParams("There is no tool of this name"));
        ToolCall call = ToolCall.of(request);
        try {
            return tool.call(call);
        } catch (RpcException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("tool failed", e, Field.of("tool", name), Field.of("call_id", call.callId()));
            return ToolResults.failed();
        }
    }
}
