package org.watchbill.schedule.board;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.watchbill.kit.mcp.completion.Suggestions;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.member.FindMembers;
import org.watchbill.schedule.team.FindTeams;
import org.watchbill.schedule.team.Team;

/** Suggests names of teams, and of members to callers who may read the directory. */
public final class Names {

    private final FindTeams teams;
    private final FindMembers members;

    public Names(FindTeams teams, FindMembers members) {
        this.teams = teams;
        this.members = members;
    }

    public Suggestions teams(Caller caller, String typed, Map<String, String> others) {
        String part = typed.strip().toLowerCase(Locale.ROOT);
        return Suggestions.of(teams.all(caller.organisation()).stream()
                .map(Team::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
                .toList());
    }

    public Suggestions members(Caller caller, String typed, Map<String, String> others) {
        return among(caller, "", typed);
    }

    /** Completes the last of several names with commas between them. */
    public Suggestions people(Caller caller, String typed, Map<String, String> others) {
        int comma = typed.lastIndexOf(',');
        return comma < 0
                ? among(caller, "", typed)
                : among(caller, typed.substring(0, comma).strip() + ", ", typed.substring(comma + 1));
    }

    private Suggestions among(Caller caller, String before, String part) {
        Page<String> page = members.names(caller, part, Suggestions.MOST);
        List<String> values =
                page.items().stream().distinct().map(name -> before + name).toList();
        return page.next().isPresent() ? new Suggestions(values, OptionalInt.empty(), true) : Suggestions.of(values);
    }
}
