package org.watchbill.schedule.board;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.FindOnCall;
import org.watchbill.schedule.assignment.ShiftView;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.clock.WallClock;
import org.watchbill.schedule.member.PersonView;
import org.watchbill.schedule.team.FindTeams;
import org.watchbill.schedule.team.Team;

/** Answers who is on call now and next, with the gaps of the coming days. */
public final class FindBoard {

    private static final int DAYS_OF_GAPS = 3;

    private final FindOnCall onCall;
    private final FindTeams teams;
    private final InstantSource time;

    public FindBoard(FindOnCall onCall, FindTeams teams, InstantSource time) {
        this.onCall = onCall;
        this.teams = teams;
        this.time = time;
    }

    public OnCallBoard ofOrganisation(Caller caller) {
        return board(caller, Optional.empty());
    }

    /** Empty when no team, or more than one, is called so. */
    public Optional<OnCallBoard> ofTeam(Caller caller, String team) {
        return teams.called(caller.organisation(), team).map(found -> board(caller, Optional.of(found)));
    }

    private OnCallBoard board(Caller caller, Optional<Team> team) {
        Caller.Organisation organisation = caller.organisation();
        Instant now = time.instant();
        FindOnCall.Filter filter = new FindOnCall.Filter(Optional.empty(), team.map(Team::id));
        FindOnCall.OnCall found = onCall.at(organisation, now, filter);
        return new OnCallBoard(
                Moment.of(now, organisation.zone()),
                organisation.zone().getId(),
                team,
                views(found.now(), organisation.zone()),
                views(found.next(), organisation.zone()),
                gaps(organisation, now, filter),
                Math.max(found.now().size(), found.next().size()) > OnCallBoard.MOST,
                team.isPresent() ? List.of() : lines(organisation, found.now()));
    }

    private List<Gap> gaps(Caller.Organisation organisation, Instant now, FindOnCall.Filter filter) {
        ZoneId zone = organisation.zone();
        LocalDate today = now.atZone(zone).toLocalDate();
        Interval window = new Interval(
                WallClock.resolve(today.atStartOfDay(), zone.getRules()),
                WallClock.resolve(today.plusDays(DAYS_OF_GAPS).atStartOfDay(), zone.getRules()));
        List<Interval> covered = onCall.during(organisation, window, filter).stream()
                .map(Assignment::interval)
                .toList();
        return GapCalculator.gaps(window, covered).stream()
                .map(gap -> Gap.of(gap, zone))
                .toList();
    }

    private List<OnCallBoard.TeamLine> lines(Caller.Organisation organisation, List<Assignment> now) {
        Map<UUID, List<Team>> byMember = teams.byMember(organisation);
        return teams.all(organisation).stream()
                .map(team -> new OnCallBoard.TeamLine(team, BoardUris.team(team), people(team, byMember, now)))
                .toList();
    }

    private static List<PersonView> people(Team team, Map<UUID, List<Team>> byMember, List<Assignment> now) {
        return now.stream()
                .map(Assignment::holder)
                .filter(holder ->
                        byMember.getOrDefault(holder.id().value(), List.of()).contains(team))
                .map(holder -> new PersonView(holder.id().value(), holder.name()))
                .distinct()
                .toList();
    }

    private static List<ShiftView> views(List<Assignment> assignments, ZoneId zone) {
        return assignments.stream()
                .limit(OnCallBoard.MOST)
                .map(assignment -> ShiftView.of(assignment, zone))
                .toList();
    }
}
