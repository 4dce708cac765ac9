package org.watchbill.schedule.board;

import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.team.Team;

/** Where the boards are. */
public final class BoardUris {

    public static final String SCHEDULE = "watchbill://schedule";
    public static final String OWN_SHIFTS = "watchbill://member/me/shifts";
    public static final String PENDING = "watchbill://requests/pending";

    static final String TEAM = "watchbill://schedule/{team}";
    static final String SHIFTS = "watchbill://member/{member}/shifts";

    private BoardUris() {}

    public static String team(Team team) {
        return TEAM.replace("{team}", team.id().toString());
    }

    public static String shifts(Member member) {
        return SHIFTS.replace("{member}", member.id().value().toString());
    }
}
