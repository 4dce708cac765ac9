package org.watchbill.kit.mcp.task;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.listen.Topic;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code tasks/get}, {@code tasks/update} and {@code tasks/cancel}. That {@code Mcp-Name} mirrors the task id is checked
 * with the other headers, before.
 */
public final class TaskMethods implements McpFeature {

    private static final String GET = "tasks/get";
    private static final String UPDATE = "tasks/update";
    private static final String CANCEL = "tasks/cancel";
    private static final Set<String> METHODS = Set.of(GET, UPDATE, CANCEL);

    private final Tasks tasks;

    public TaskMethods(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public Map<String, McpMethod> methods() {
        return METHODS.stream().collect(Collectors.toMap(name -> name, this::method));
    }

    @Override
    public void announce(ObjectNode capabilities) {
        TaskExtension.announce(capabilities);
    }

    /** Notifications of how tasks stand, for {@code subscriptions/listen}. */
    public Topic updates() {
        return new TaskUpdates(tasks);
    }

    private McpMethod method(String name) {
        return (McpMethod.Single) request -> answer(Tasks.principal(request.caller()), name, request.params());
    }

    /** The result; throws {@link RpcException}, the same for a task that never was and one of somebody else. */
    public ObjectNode answer(String principal, String method, JsonNode params) {
        TaskExtension.require(params.path("_meta"));
        String id = params.path("taskId").stringValue("");
        return switch (method) {
            case GET ->
                tasks.find(principal, id).orElseThrow(TaskMethods::unknown).getResult();
            case UPDATE -> acknowledged(tasks.update(principal, id, responses(params)));
            case CANCEL -> acknowledged(tasks.cancel(principal, id));
            default -> throw RpcException.unknownMethod();
        };
    }

    private static ObjectNode responses(JsonNode params) {
        if (params.path("inputResponses") instanceof ObjectNode responses
                && responses.valueStream().allMatch(JsonNode::isObject)) {
            return responses;
        }
        throw RpcException.invalidParams("The inputResponses are not an object of objects");
    }

    private static ObjectNode acknowledged(boolean isKnown) {
        if (!isKnown) {
            throw unknown();
        }
        return Json.object().put("resultType", "complete");
    }

    private static RpcException unknown() {
        return RpcException.invalidParams("There is no task of this id");
    }
}
