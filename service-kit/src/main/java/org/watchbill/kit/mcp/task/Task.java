package org.watchbill.kit.mcp.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as its owner sees it.
 *
 * @param id 256 random bits in base64url; only its digest is stored
 * @param work the name under which its work was handed in
 * @param version grows with every change that the owner can see
 */
public record Task(
        String id,
        String work,
        TaskState state,
        Optional<String> message,
        Instant createdAt,
        Instant updatedAt,
        Duration life,
        Duration pollInterval,
        long version) {

    /** {@code CreateTaskResult}: the answer to the request that became this task. */
    public ObjectNode createResult() {
        return head(Json.object().put("resultType", "task"));
    }

    /** {@code GetTaskResult}. */
    public ObjectNode getResult() {
        return detailed(Json.object().put("resultType", "complete"));
    }

    /** The params of {@code notifications/tasks}. */
    public ObjectNode notificationParams() {
        return detailed(Json.object());
    }

    private ObjectNode detailed(ObjectNode message) {
        head(message);
        state.detail().ifPresent(detail -> message.set(member(), detail));
        return message;
    }

    private String member() {
        return switch (state) {
            case TaskStep.InputRequired _ -> "inputRequests";
            case TaskStep.Completed _ -> "result";
            case TaskStep.Failed _ -> "error";
            case TaskState.Working _, TaskState.Cancelled _ ->
                throw new IllegalStateException("A task that is " + state.status() + " carries nothing");
        };
    }

    private ObjectNode head(ObjectNode task) {
        task.put("taskId", id).put("status", state.status());
        message.ifPresent(text -> task.put("statusMessage", text));
        return task.put("createdAt", createdAt.toString())
                .put("lastUpdatedAt", updatedAt.toString())
                .put("ttlMs", life.toMillis())
                .put("pollIntervalMs", pollInterval.toMillis());
    }
}
