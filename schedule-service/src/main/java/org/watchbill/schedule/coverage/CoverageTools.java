package org.watchbill.schedule.coverage;

import java.util.List;
import java.util.Set;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.mcp.tool.ToolPolicy;
import org.watchbill.kit.mcp.tool.ToolPolicy.Confirm;
import org.watchbill.kit.mcp.tool.ToolSpec;
import org.watchbill.kit.mcp.tool.ToolSpec.Hints;
import org.watchbill.schedule.request.RequestAnswer;

/** The tool that asks for cover. */
public final class CoverageTools {

    private static final ToolSpec SUBMIT = new ToolSpec(
            "submit_coverage_request",
            "Ask for cover",
            "Asks that somebody else take a shift that is still to come: the own one, or anybody's for an administrator."
                    + " With a candidate the request waits for an administrator's approval; without one it is open."
                    + " The schedule does not change yet.",
            new ToolPolicy("requests:write", false, Confirm.ASK, "schedule"),
            new Hints(false, false, false, false),
            Set.of("assignment_id", "date", "candidate_id"));

    private final CoverageWriting writing;

    public CoverageTools(CoverageWriting writing) {
        this.writing = writing;
    }

    public List<Tool> tools() {
        return List.of(new Tool.Write<>(SUBMIT, CoverageWish.class, RequestAnswer.class, writing));
    }
}
