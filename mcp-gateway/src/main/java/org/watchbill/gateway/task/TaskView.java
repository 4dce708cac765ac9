package org.watchbill.gateway.task;

import org.watchbill.gateway.rpc.PublicPart;
import tools.jackson.databind.node.ObjectNode;

/** A task as clients may see it. */
public final class TaskView {

    private static final String RESULT = "result";

    private TaskView() {}

    /** {@code sent} is a service's task, with result or questions as the case may be. */
    public static ObjectNode of(ObjectNode sent, SealedTask task) {
        ObjectNode shown = PublicPart.of(sent);
        shown.put("taskId", task.id());
        shown.remove("resultType");
        shown.remove("requestState");
        if (shown.get(RESULT) instanceof ObjectNode result) {
            shown.set(RESULT, PublicPart.of(result));
        }
        return shown;
    }
}
