package org.watchbill.schedule.board;

import java.util.List;
import java.util.Optional;
import org.watchbill.schedule.assignment.ShiftView;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.member.PersonView;
import org.watchbill.schedule.team.Team;

/**
 * Who is on call now and next, in the organisation or in one team.
 *
 * @param gaps when nobody is, from the beginning of today to the end of the day after tomorrow
 * @param more whether shifts were left out because there are too many
 * @param team absent for the whole organisation
 * @param teams empty for one team
 */
public record OnCallBoard(
        Moment at,
        String zone,
        Optional<Team> team,
        List<ShiftView> onCall,
        List<ShiftView> next,
        List<Gap> gaps,
        boolean more,
        List<TeamLine> teams) {

    /** The most shifts in either list. */
    static final int MOST = 50;

    /** A team with its own board, and who of it is on call now. */
    public record TeamLine(Team team, String uri, List<PersonView> onCall) {

        public TeamLine {
            onCall = List.copyOf(onCall);
        }
    }

    public OnCallBoard {
        onCall = List.copyOf(onCall);
        next = List.copyOf(next);
        gaps = List.copyOf(gaps);
        teams = List.copyOf(teams);
    }
}
