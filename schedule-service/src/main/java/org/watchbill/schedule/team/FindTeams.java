package org.watchbill.schedule.team;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.token.Caller;

/** Lists the teams, and finds the one that a text means. */
public final class FindTeams {

    private final Database database;
    private final Teams teams;

    public FindTeams(Database database, Teams teams) {
        this.database = database;
        this.teams = teams;
    }

    /** By name. */
    public List<Team> all(Caller.Organisation organisation) {
        return database.read(reading -> teams.all(reading, organisation.id()));
    }

    /** Each member's teams, by name. */
    public Map<UUID, List<Team>> byMember(Caller.Organisation organisation) {
        return database.read(reading -> teams.byMember(reading, organisation.id()));
    }

    /** The team with this id or this name; the case of the name counts only where it tells two teams apart. */
    public Optional<Team> called(Caller.Organisation organisation, String text) {
        List<Team> all = all(organisation);
        Optional<UUID> id = Identifiers.uuid(text);
        return only(all, team -> id.map(team.id()::equals).orElse(team.name().equals(text)))
                .or(() -> only(all, team -> team.name().equalsIgnoreCase(text)));
    }

    private static Optional<Team> only(List<Team> teams, Predicate<Team> wanted) {
        List<Team> found = teams.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
