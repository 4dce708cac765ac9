package org.watchbill.kit.mcp.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.listen.Topic;
import org.watchbill.kit.mcp.listen.Watch;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code taskIds}. Honours the tasks that the caller has and sends each whole: first as it stands, since it may have
 * changed before the stream began, and then whenever its version has grown, whichever replica made it grow.
 */
record TaskUpdates(Tasks tasks) implements Topic {

    private static final String TASK_IDS = "taskIds";
    private static final int MOST_IDS = 64;

    /** {@link TaskMethods} has announced the extension. */
    @Override
    public void announce(ObjectNode capabilities) {}

    @Override
    public Optional<Watch> watch(McpRequest request, JsonNode filter) {
        JsonNode ids = filter.path(TASK_IDS);
        if (ids.isMissingNode()) {
            return Optional.empty();
        }
        TaskExtension.require(request.message().meta());
        if (!ids.isArray() || ids.size() > MOST_IDS || !ids.valueStream().allMatch(JsonNode::isString)) {
            throw RpcException.invalidParams("The taskIds are not a list of at most 64 ids");
        }
        String principal = Tasks.principal(request.caller());
        Map<String, Long> seen = new LinkedHashMap<>();
        ids.valueStream()
                .map(JsonNode::stringValue)
                .filter(id -> tasks.find(principal, id).isPresent())
                .forEach(id -> seen.put(id, 0L));
        return Optional.of(new Seen(tasks, principal, seen));
    }

    /** The versions that the client has been told of; a task that has ended, or is gone, is not looked at again. */
    private record Seen(Tasks tasks, String principal, Map<String, Long> versions) implements Watch {

        @Override
        public void acknowledge(ObjectNode honoured) {
            ArrayNode ids = honoured.putArray(TASK_IDS);
            versions.keySet().forEach(ids::add);
        }

        @Override
        public List<ObjectNode> changes() {
            List<ObjectNode> changes = new ArrayList<>();
            for (String id : List.copyOf(versions.keySet())) {
                Optional<Task> task = tasks.find(principal, id);
                task.filter(now -> now.version() > versions.getOrDefault(id, 0L))
                        .ifPresent(now -> {
                            versions.put(id, now.version());
                            changes.add(notification(now));
                        });
                if (task.isEmpty() || task.get().state().hasEnded()) {
                    versions.remove(id);
                }
            }
            return changes;
        }

        private static ObjectNode notification(Task task) {
            ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", "notifications/tasks");
            message.set("params", task.notificationParams());
            return message;
        }
    }
}
