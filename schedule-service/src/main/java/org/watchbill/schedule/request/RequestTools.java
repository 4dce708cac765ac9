package org.watchbill.schedule.request;

import java.util.List;
import java.util.Set;
import org.watchbill.kit.mcp.tool.Answer;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.mcp.tool.ToolPolicy;
import org.watchbill.kit.mcp.tool.ToolPolicy.Confirm;
import org.watchbill.kit.mcp.tool.ToolSpec;
import org.watchbill.kit.mcp.tool.ToolSpec.Hints;

/** The tool that reads requests. */
public final class RequestTools {

    private static final ToolSpec GET_PENDING = new ToolSpec(
            "get_pending_requests",
            "Pending requests",
            "The requests that wait for somebody: all of them for an administrator, else those of the person signed in"
                    + " and those that name them as candidate. Requests about shifts that have begun are left out.",
            new ToolPolicy("requests:read", false, Confirm.NEVER, "schedule"),
            Hints.READ,
            Set.of());

    private final FindRequests find;

    public RequestTools(FindRequests find) {
        this.find = find;
    }

    public List<Tool> tools() {
        return List.of(new Tool.Read<>(
                GET_PENDING,
                PendingRequests.Question.class,
                PendingRequests.class,
                (caller, question) -> Answer.of(find.find(caller, question))));
    }
}
