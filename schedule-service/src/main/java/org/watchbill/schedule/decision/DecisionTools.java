package org.watchbill.schedule.decision;

import java.util.List;
import java.util.Set;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.mcp.tool.ToolPolicy;
import org.watchbill.kit.mcp.tool.ToolPolicy.Confirm;
import org.watchbill.kit.mcp.tool.ToolSpec;
import org.watchbill.kit.mcp.tool.ToolSpec.Hints;
import org.watchbill.schedule.request.RequestAnswer;

/** The tools with which administrators decide on requests. */
public final class DecisionTools {

    private static final ToolPolicy POLICY = new ToolPolicy("requests:approve", true, Confirm.ASK, "schedule");
    private static final Hints HINTS = new Hints(false, false, true, false);
    private static final Set<String> AUDITED = Set.of("request_id", "version");

    private static final ToolSpec APPROVE = new ToolSpec(
            "approve_request",
            "Approve a request",
            "Approves a request that waits for approval; the candidate takes the shift at once. Only an administrator who"
                    + " is neither the requester nor the candidate can do this.",
            POLICY,
            HINTS,
            AUDITED);

    private static final ToolSpec DENY = new ToolSpec(
            "deny_request",
            "Deny a request",
            "Denies a request that waits, with a reason; the schedule stays as it is. Only an administrator can do this.",
            POLICY,
            HINTS,
            AUDITED);

    private final DecisionWriting writing;

    public DecisionTools(DecisionWriting writing) {
        this.writing = writing;
    }

    public List<Tool> tools() {
        return List.of(
                new Tool.Write<>(APPROVE, ApproveOrder.class, RequestAnswer.class, writing.of(ApproveOrder::order)),
                new Tool.Write<>(DENY, DenyOrder.class, RequestAnswer.class, writing.of(DenyOrder::order)));
    }
}
