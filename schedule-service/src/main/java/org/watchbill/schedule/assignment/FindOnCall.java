package org.watchbill.schedule.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.WallClock;
import org.watchbill.schedule.team.Teams;

/** Answers who is on call at an instant, or in the course of a local day. */
public final class FindOnCall {

    /** Who has the shift now, and who has it next. */
    public record OnCall(List<Assignment> now, List<Assignment> next) {

        public OnCall {
            now = List.copyOf(now);
            next = List.copyOf(next);
        }
    }

    /** Which shifts count: those called {@code shift}, held by members of {@code team}. */
    public record Filter(Optional<String> shift, Optional<UUID> team) {}

    private final Database database;
    private final Assignments assignments;
    private final Teams teams;

    public FindOnCall(Database database, Assignments assignments, Teams teams) {
        this.database = database;
        this.assignments = assignments;
        this.teams = teams;
    }

    public boolean knowsTeam(Caller.Organisation organisation, UUID team) {
        return database.read(reading -> teams.exists(reading, organisation.id(), team));
    }

    public OnCall at(Caller.Organisation organisation, Instant instant, Filter filter) {
        return database.read(reading -> {
            Interval moment = new Interval(instant, instant.plusMillis(1));
            List<Assignment> found = new ArrayList<>(assignments.overlapping(reading, organisation.id(), moment));
            found.addAll(assignments.nextOfEachShift(reading, organisation.id(), instant, filter));
            Set<UUID> members = filter.team()
                    .map(team -> teams.members(reading, organisation.id(), team))
                    .orElse(Set.of());
            List<Assignment> wanted =
                    found.stream().filter(wanted(filter, members)).toList();
            return new OnCall(OnCallResolver.at(wanted, instant), OnCallResolver.after(wanted, instant));
        });
    }

    /** Everybody who is on call at some time of {@code date} in the organisation's zone. */
    public List<Assignment> on(Caller.Organisation organisation, LocalDate date, Filter filter) {
        return WallClock.between(
                        date.atStartOfDay(),
                        date.plusDays(1).atStartOfDay(),
                        organisation.zone().getRules())
                .map(day -> during(organisation, day, filter))
                .orElse(List.of());
    }

    /** Everybody who is on call at some time of {@code window}. */
    public List<Assignment> during(Caller.Organisation organisation, Interval window, Filter filter) {
        return database.read(reading -> {
            Set<UUID> members = filter.team()
                    .map(team -> teams.members(reading, organisation.id(), team))
                    .orElse(Set.of());
            return assignments.overlapping(reading, organisation.id(), window).stream()
                    .filter(wanted(filter, members))
                    .toList();
        });
    }

    private static Predicate<Assignment> wanted(Filter filter, Set<UUID> members) {
        return assignment -> filter.shift().map(assignment::isCalled).orElse(true)
                && (filter.team().isEmpty()
                        || members.contains(assignment.holder().id().value()));
    }
}
