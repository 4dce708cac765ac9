package org.watchbill.schedule.request;

import java.util.List;
import java.util.Set;
import org.watchbill.kit.mcp.Answer;
import org.watchbill.kit.mcp.Tool;
import org.watchbill.kit.mcp.ToolPolicy;
import org.watchbill.kit.mcp.ToolPolicy.Confirm;
import org.watchbill.kit.mcp.ToolSpec;
import org.watchbill.kit.mcp.ToolSpec.Hints;

/** The tools that read, make and decide requests. */
public final class RequestTools {

    private static final ToolSpec GET_PENDING = new ToolSpec(
            "get_pending_requests",
            "Pending requests",
            "The requests that wait for somebody: all of them for an administrator, else those of the person signed in"
                    + " and those that name them as candidate. Requests about shifts that have begun are left out.",
            new ToolPolicy("requests:read", false, Confirm.NEVER, "schedule"),
            Hints.READ,
            Set.of());

    private static final ToolSpec SUBMIT = new ToolSpec(
            "submit_coverage_request",
            "Ask for cover",
            "Asks that somebody else take a shift that is still to come: the own one, or anybody's for an administrator."
                    + " With a candidate the request waits for an administrator's approval; without one it is open."
                    + " The schedule does not change yet.",
            new ToolPolicy("requests:write", false, Confirm.ASK, "schedule"),
            new Hints(false, false, false, false),
            Set.of("assignment_id", "date", "shift_type", "candidate_id"));

    private static final ToolSpec APPROVE = new ToolSpec(
            "approve_request",
            "Approve a request",
            "Approves a request that waits for approval; the candidate takes the shift at once. Only an administrator who"
                    + " is neither the requester nor the candidate can do this.",
            new ToolPolicy("requests:approve", true, Confirm.ASK, "schedule"),
            new Hints(false, false, true, false),
            Set.of("request_id", "version"));

    private static final ToolSpec DENY = new ToolSpec(
            "deny_request",
            "Deny a request",
            "Denies a request that waits, with a reason; the schedule stays as it is. Only an administrator can do this.",
            new ToolPolicy("requests:approve", true, Confirm.ASK, "schedule"),
            new Hints(false, false, true, false),
            Set.of("request_id", "version"));

    private final FindRequests find;
    private final CoverageWriting coverage;
    private final DecisionWriting decision;

    public RequestTools(FindRequests find, CoverageWriting coverage, DecisionWriting decision) {
        this.find = find;
        this.coverage = coverage;
        this.decision = decision;
    }

    public List<Tool> tools() {
        return List.of(
                new Tool.Read<>(
                        GET_PENDING,
                        PendingRequests.Question.class,
                        PendingRequests.class,
                        (caller, question) -> Answer.of(find.find(caller, question))),
                new Tool.Write<>(SUBMIT, CoverageWish.class, RequestAnswer.class, coverage),
                new Tool.Write<>(APPROVE, ApproveOrder.class, RequestAnswer.class, decision.of(ApproveOrder::order)),
                new Tool.Write<>(DENY, DenyOrder.class, RequestAnswer.class, decision.of(DenyOrder::order)));
    }
}
