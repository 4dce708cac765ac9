package org.watchbill.kit.mcp.task;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Where a task stands; the statuses of the extension with what each carries. */
public sealed interface TaskState permits TaskState.Working, TaskState.Cancelled, TaskStep {

    /** Waits for a worker, or is being worked on. */
    record Working() implements TaskState {}

    /** Ended without a result because its owner did not want it any more. */
    record Cancelled() implements TaskState {}

    default boolean hasEnded() {
        return switch (this) {
            case Working _, TaskStep.InputRequired _ -> false;
            case TaskStep.Completed _, TaskStep.Failed _, Cancelled _ -> true;
        };
    }

    /** As on the wire. */
    default String status() {
        return switch (this) {
            case Working _ -> "working";
            case TaskStep.InputRequired _ -> "input_required";
            case TaskStep.Completed _ -> "completed";
            case TaskStep.Failed _ -> "failed";
            case Cancelled _ -> "cancelled";
        };
    }

    /** The requests, the result or the error. */
    default Optional<ObjectNode> detail() {
        return switch (this) {
            case Working _, Cancelled _ -> Optional.empty();
            case TaskStep.InputRequired(ObjectNode requests) -> Optional.of(requests);
            case TaskStep.Completed(ObjectNode result) -> Optional.of(result);
            case TaskStep.Failed(ObjectNode error) -> Optional.of(error);
        };
    }

    static TaskState of(String status, Optional<ObjectNode> detail) {
        return switch (status) {
            case "working" -> new Working();
            case "input_required" -> new TaskStep.InputRequired(detail.orElseThrow());
            case "completed" -> new TaskStep.Completed(detail.orElseThrow());
            case "failed" -> new TaskStep.Failed(detail.orElseThrow());
            case "cancelled" -> new Cancelled();
            default -> throw new IllegalStateException("A task has the status " + status);
        };
    }
}
