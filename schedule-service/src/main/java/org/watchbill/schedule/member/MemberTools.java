package org.watchbill.schedule.member;

import java.util.List;
import java.util.Set;
import org.watchbill.kit.mcp.tool.Answer;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.mcp.tool.ToolPolicy;
import org.watchbill.kit.mcp.tool.ToolPolicy.Confirm;
import org.watchbill.kit.mcp.tool.ToolSpec;

/** The tool that reads the directory. */
public final class MemberTools {

    private static final ToolSpec GET_TEAM_MEMBERS = new ToolSpec(
            "get_team_members",
            "Team members",
            "The members of the roster by name, with their teams and ids. E-mail address, phone and pager come only with"
                    + " include_contact.",
            new ToolPolicy("members:read", false, Confirm.NEVER, "schedule"),
            ToolSpec.Hints.READ,
            Set.of());

    private final FindMembers find;

    public MemberTools(FindMembers find) {
        this.find = find;
    }

    public List<Tool> tools() {
        return List.of(new Tool.Read<>(
                GET_TEAM_MEMBERS,
                MemberList.Question.class,
                MemberList.class,
                (caller, question) -> Answer.of(find.find(caller.organisation(), question))));
    }
}
